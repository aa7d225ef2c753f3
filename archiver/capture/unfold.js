// What a reader brings out of an article by hand: what a button opens, what scrolling loads, its next pages.
// `words` are patterns by what they say: open, next. `limits` bound what is done.
(words, limits) => {
    const whole = pattern => new RegExp(`^[^\\p{L}\\p{N}]*(?:${pattern})[^\\p{L}\\p{N}]*$`, "iu");
    const OPEN = whole(words.open), NEXT = whole(words.next);
    const CONTROLS = "button, [role=button], a[href^='#'], a:not([href]), a[href^='javascript:'], label[for],"
        + " [aria-expanded=false][aria-controls]";
    const ELSEWHERE = "nav, aside, footer, form, dialog, [role=dialog], [role=navigation], [id*=comment i],"
        + " [class*=comment i], [class*=share i], [class*=newsletter i]";
    const SLOT = /(?:^|[-_\s])(?:ads?|adslot|advert\w*|banner|promo|sponsor\w*|taboola|outbrain|gpt|dfp|share)(?:$|[-_\s\d])/i;
    const HOLDERS = ":scope > div:empty, :scope > section:empty, :scope > span:empty";

    const room = root => {
        const own = root.querySelector("h1")?.closest("article, main, [role=main]");
        return own ?? root.querySelector("[itemprop~=articleBody], main, [role=main], article");
    };
    const text = element => element.innerText ?? element.textContent;
    // the element of which most paragraphs are children
    const body = root => {
        const sums = new Map();
        for (const part of root.querySelectorAll("p"))
            sums.set(part.parentElement, (sums.get(part.parentElement) ?? 0) + part.textContent.length);
        return [...sums].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
    };

    const said = control => (control.innerText ?? "").trim();
    const governs = control => {
        const part = document.getElementById(control.getAttribute("aria-controls") ?? "");
        return part && home.contains(part) && part.textContent.trim().length >= limits.least;
    };
    const controls = () => [...home.querySelectorAll(CONTROLS)].filter(control =>
        !control.closest(ELSEWHERE) && control.checkVisibility()
        && ((said(control).length < limits.label && OPEN.test(said(control))) || governs(control)));
    const holders = () => [...body(home)?.querySelectorAll(HOLDERS) ?? []].filter(holder =>
        !SLOT.test(`${holder.id} ${holder.className}`) && !holder.closest(ELSEWHERE)
        && getComputedStyle(holder).display !== "none" && holder.getBoundingClientRect().top > innerHeight);

    const bare = url => url.pathname.replace(/\.\w{2,5}$/, "").replace(/\/$/, "");
    const number = address => {  // of a page of this article, null of anything else
        let url;
        try { url = new URL(address, location.href); } catch { return null; }
        if (url.origin !== location.origin) return null;
        if (bare(url) === bare(location)) {
            const mine = new URLSearchParams(location.search), own = [...url.searchParams];
            const other = own.filter(([name, value]) => mine.get(name) !== value);
            return other.length === 1 && /^\d{1,2}$/.test(other[0][1]) ? Number(other[0][1]) : null;
        }
        const rest = bare(url).startsWith(bare(location)) ? bare(url).slice(bare(location).length) : "";
        const found = /^[/_,-](?:[a-z]{1,8}[-_/,]?)?(\d{1,2})$/i.exec(rest);
        return found ? Number(found[1]) : null;
    };
    const following = (root, at) => {
        const links = [...root.querySelectorAll("link[rel~=next]"), ...room(root)?.querySelectorAll("a[href]") ?? []];
        const leads = link => link.relList.contains("next") || NEXT.test(link.textContent)
            || link.textContent.trim() === String(at + 1);
        const link = links.find(each => number(each.getAttribute("href")) === at + 1 && leads(each));
        return link ? new URL(link.getAttribute("href"), location.href).href : null;
    };

    const home = room(document);
    const marks = () => document.querySelectorAll("h1, article").length;
    const before = home && { chars: text(home).length, marks: marks() };
    const left = [], pages = [];  // what could not be had; [address, elements]
    // Resolves when the page has drawn itself and done what was due: a busy machine lets it wait.
    const turns = () => new Promise(done => {
        setTimeout(done, limits.turns);
        requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done)));
    });
    let last = document, at = 1, known = null;  // the page read last, its number, and the text up to it

    return {
        home: home && body(home),
        pages,
        left,
        // Tell what there is to do: something to open or to scroll to, a next page.
        plan: () => home ? [controls().length + holders().length > 0, following(document, 1) !== null] : [false, false],
        open: async () => {
            for (const control of controls().slice(0, limits.clicks)) control.click();
            for (const holder of holders().slice(0, limits.clicks)) {
                holder.scrollIntoView({ behavior: "instant", block: "center" });
                await new Promise(resolve => setTimeout(resolve, limits.pause));
            }
            await turns();
        },
        // Tell whether the article has more text than before, and nothing but its own came.
        grown: async () => {
            await turns();
            scrollTo({ top: 0, behavior: "instant" });
            const more = text(home).length >= before.chars + limits.least && marks() <= before.marks;
            const closed = controls()[0];
            if (!more && closed) left.push(`something to open (“${said(closed).slice(0, 40)}”) did not open`);
            return more;
        },
        // Tell where the article goes on after what is known of it, null where it does not.
        next: () => home && following(last, at),
        // Fetch its next page; tell whether that has more of it, null where there was no answer.
        take: async url => {
            let answer;
            try {
                answer = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(limits.wait) });
                if (!answer.ok) return null;
                last = new DOMParser().parseFromString((await answer.text()).slice(0, limits.chars), "text/html");
            } catch { return null; }
            at += 1;
            known ??= text(body(home)).replace(/\s+/g, " ");
            const part = room(last) && body(room(last));
            const fresh = [...part?.children ?? []].filter(each => {
                const words = each.textContent.replace(/\s+/g, " ").trim();
                return words && !each.matches("script, style, nav") && !known.includes(words);
            });
            if (!fresh.length) return false;
            pages.push([url, fresh]);
            known += fresh.map(each => each.textContent.replace(/\s+/g, " ")).join(" ");
            return true;
        },
    };
}
