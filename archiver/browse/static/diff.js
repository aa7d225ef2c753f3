/* The page of a diff: keys, the slider between two screenshots, copying. All of it can be done without. */
"use strict";

(() => {
  const one = id => document.getElementById(id);
  const hunks = [...document.querySelectorAll(".diff-hunk")];

  /* from change to change */
  let at = -1;
  const show = next => {
    at = Math.min(Math.max(next, 0), hunks.length - 1);
    one("walk-count").textContent = `${at + 1} of ${hunks.length}`;
    one("walk-back").href = `#${hunks[Math.max(at - 1, 0)].id}`;
    one("walk-on").href = `#${hunks[Math.min(at + 1, hunks.length - 1)].id}`;
  };
  const go = step => {
    if (!hunks.length) return;
    show(at + step);
    location.replace(`#${hunks[at].id}`);
    hunks[at].focus({ preventScroll: true });
  };
  const follow = () => {
    const found = hunks.findIndex(hunk => `#${hunk.id}` === location.hash);
    if (found >= 0) show(found);
  };
  if (hunks.length > 1) {
    one("walk-back").hidden = one("walk-on").hidden = false;
    one("walk-on").href = `#${hunks[0].id}`;
    addEventListener("hashchange", follow);
    follow();
  }

  /* one text, then the other */
  const flip = () => {
    const old = one("flip-old");
    if (old) (old.checked ? one("flip-new") : old).checked = true;
  };
  const both = () => {
    if (one("flip-both")) one("flip-both").checked = true;
  };

  /* keys, which can be switched off: people who speak to their computer press them by chance */
  const keys = { n: () => go(1), j: () => go(1), p: () => go(-1), k: () => go(-1), f: flip, b: both };
  const on = one("keys-on");
  one("keys").hidden = false;
  on.checked = localStorage.getItem("keys") !== "off";
  on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));
  addEventListener("keydown", event => {
    const typing = event.target.closest("textarea, select, input:not([type=radio], [type=checkbox], [type=range])");
    if (!on.checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const done = keys[event.key];
    if (!done) return;
    event.preventDefault();
    done();
  });

  /* one screenshot over the other */
  const shots = document.querySelector(".shots");
  if (shots && shots.querySelectorAll("img").length === 2) {
    const slide = shots.querySelector(".slide");
    const range = slide.querySelector("input");
    const move = () => shots.style.setProperty("--shown", `${100 - range.value}%`);
    slide.hidden = false;
    shots.classList.add("sliding");
    range.addEventListener("input", move);
    move();
  }

  /* copying */
  const copy = one("copy");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(one("copied").value);
      one("copy-done").textContent = "copied";
    });
  }

  /* on paper nothing is folded */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open], .copy, .keys)")];
    opened.forEach(details => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach(details => { details.open = false; }));
})();
