// The scripts of The Alder Courier: a text that arrives late, counters that never rest, a consent layer.
(function () {
  "use strict";

  var root = document.querySelector("[data-story]");
  if (root) {
    window.addEventListener("load", function () {
      window.setTimeout(function () {
        fetch(root.dataset.story)
          .then(function (answer) { return answer.json(); })
          .then(function (story) {
            var article = root.querySelector("[aria-busy]");
            article.innerHTML = story.html;
            article.removeAttribute("aria-busy");
          })
          .catch(function () {}); // the skeleton stays, as it does on real sites
      }, 300);
    });
  }

  var layer = document.getElementById("consent-layer");
  if (layer && document.cookie.indexOf("privacy=") >= 0) layer.remove();
  if (layer) {
    layer.addEventListener("click", function (event) {
      if (!event.target.dataset.consent) return;
      document.cookie = "privacy=" + event.target.dataset.consent + "; path=/; max-age=86400";
      layer.remove();
    });
  }

  document.querySelectorAll("[data-place]").forEach(function (slot) {
    slot.dataset.filled = String(Math.random()).slice(2, 10);
  });
})();
