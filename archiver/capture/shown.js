// Write the document down as a reader sees it. Nothing of the page is touched: all of it is copied into a
// document in which nothing runs. The copy says what it adds by attributes that no page's own survive of:
//   data-archiver-hidden   the style hides the element from everybody who looks at the screen
//   data-archiver-shadow   what stands inside is the element's open shadow tree, its slots filled
//   data-archiver-frame    what stands inside is the body of the frame above it, from this address
//   data-archiver-page     the element is of a further page of the article, at this address
//   data-archiver-picture  what the picture shows: "small", or its size, the digest of its bytes, a glance
//   data-archiver-shown    on the root: this was done; earlier captures of pages have no marks
//   data-archiver-left     on the root: what of the article could not be had
(limits) => {
    const PREFIX = "data-archiver-";
    const MARKS = ["hidden", "shadow", "frame", "page", "picture", "shown", "left"].map(name => PREFIX + name);
    const UNDRAWN = new Set(["head", "script", "style", "template", "svg", "math", "link", "meta", "title",
        "base", "noscript", "source", "track", "datalist"]);  // never drawn as text, or drawn whole
    const QUOTING = new Set(["q", "blockquote", "p", "span", "cite", "h1", "h2", "h3"]);
    const QUOTES = [["de cs sk sl bg hr sr et is lt lv sq mk ka", "„“"], ["pl ro hu", "„”"], ["fi sv", "””"],
        ["fr es it pt ru uk be el nb nn no ca gl fa", "«»"], ["ja zh-tw", "「」"]];
    const MARK_ONLY = /^["'“”„‟‘’‚‛«»‹›「」『』〝〞〟\s]+$/;
    const CLIPPED = /^rect\((-?[\d.]+)px,? (-?[\d.]+)px,? (-?[\d.]+)px,? (-?[\d.]+)px\)$/;

    const unfolding = globalThis.archiverUnfolding;  // see `unfold.js`
    const pictures = globalThis.archiverPictures;  // see `pictures.js`
    const out = document.implementation.createHTMLDocument("");
    const marks = [];  // set at the end, when the page's own of these names are gone
    const pending = [];  // [element, its copy, how many frames it stands in]
    let nodes = limits.nodes, frames = limits.frames, looks = limits.looks;

    const style = element => element.ownerDocument.defaultView.getComputedStyle(element);
    // a page that hides all of itself for a moment says nothing of its parts
    const veiled = !!document.body && style(document.body).visibility !== "visible";

    const shows = element => style(element).visibility === "visible";
    const unseen = (element, css) => !veiled && css.visibility !== "visible"
        && (looks -= element.getElementsByTagName("*").length) > 0
        && ![...element.getElementsByTagName("*")].some(shows);
    const clipped = (element, css) => {
        if (css.position !== "absolute" && css.position !== "fixed") return false;
        const rect = CLIPPED.exec(css.clip);
        if (rect && rect[3] - rect[1] <= 1 && rect[2] - rect[4] <= 1) return true;
        if (/^inset\((50|100)%/.test(css.clipPath)) return true;
        const box = element.getBoundingClientRect(), view = element.ownerDocument.defaultView;
        if (box.width <= 1 && box.height <= 1 && css.overflowX !== "visible") return true;
        const rtl = getComputedStyle(element.ownerDocument.documentElement).direction === "rtl";
        return box.bottom + view.scrollY < 0 || (rtl ? box.left > view.innerWidth : box.right < 0);
    };
    const sizeless = each => parseFloat(style(each).fontSize) === 0;
    // left where it stands, but drawn in no room, in no size, or far outside its box; what is only transparent may
    // fade in yet
    const erased = (element, css) => {
        if (parseFloat(css.textIndent) <= -limits.indent) return true;
        if (css.opacity === "0" && css.overflowY !== "visible" && element.getBoundingClientRect().height <= 1)
            return true;
        return parseFloat(css.fontSize) === 0 && (looks -= element.getElementsByTagName("*").length) > 0
            && [...element.getElementsByTagName("*")].every(sizeless) && element.textContent.trim() !== "";
    };
    const hidden = (element, css) => element !== element.ownerDocument.body
        && (css.display === "none" || unseen(element, css) || clipped(element, css) || erased(element, css));

    const language = element => (element.closest("[lang]")?.lang ?? "").toLowerCase();
    const glyphs = (element, css) => {
        const set = [...css.quotes.matchAll(/"([^"]*)"/g)].map(found => found[1]);
        if (set.length >= 2) return set;
        const tag = language(element), known = QUOTES.find(([tags]) =>
            tags.split(" ").some(each => tag === each || tag.startsWith(each + "-")));
        return [...(known?.[1] ?? "“”")];
    };
    const drawn = (element, css, side) => {
        const content = element.ownerDocument.defaultView.getComputedStyle(element, "::" + side).content;
        if (content === "open-quote") return glyphs(element, css)[0];
        if (content === "close-quote") return glyphs(element, css)[1];
        const text = /^"(.*)"$/.exec(content)?.[1].replace(/\\(.)/g, "$1");
        return text && MARK_ONLY.test(text) ? text : "";
    };

    const inside = (frame, depth) => {
        let there;
        try { there = frame.contentDocument; } catch { return null; }
        if (!there?.body || depth >= limits.depth || frames <= 0) return null;
        const box = frame.getBoundingClientRect();
        if (box.width < limits.width || box.height < limits.height) return null;
        const own = there.location?.host === location.host
            && there.defaultView.performance.getEntriesByType("navigation")[0]?.responseStatus === 200;
        if (!own && !frame.hasAttribute("srcdoc")) return null;
        frames -= 1;
        return there.body;
    };

    const children = (element, copy) => {
        const root = element.shadowRoot;
        if (root) {
            marks.push([copy, "shadow", ""]);
            return root.childNodes;
        }
        if (element.localName === "slot" && element.getRootNode().host) {
            const filled = element.assignedNodes();
            if (filled.length) return filled;
        }
        return element.childNodes;
    };
    const add = (node, parent, depth) => {
        if (node.nodeType !== Node.ELEMENT_NODE) return void parent.append(out.importNode(node));
        if (UNDRAWN.has(node.localName)) {
            const copy = out.importNode(node, true);
            if (node.localName === "noscript") copy.innerHTML = node.textContent;  // else it were escaped
            return void parent.append(copy);
        }
        const css = style(node);
        if (hidden(node, css)) {
            const copy = out.importNode(node, true);
            marks.push([copy, "hidden", ""]);
            return void parent.append(copy);
        }
        const copy = out.importNode(node);
        parent.append(copy);
        const told = node.localName === "img" && pictures?.told(node);
        if (told) marks.push([copy, "picture", told]);
        pending.push([node, copy, depth]);
        const body = node.localName === "iframe" ? inside(node, depth) : null;
        if (body) {
            const room = out.createElement("div");
            marks.push([room, "frame", body.ownerDocument.location.href]);
            parent.append(room);
            pending.push([body, room, depth + 1]);
        }
    };
    const fill = (element, copy, depth) => {
        const quotes = QUOTING.has(element.localName) && !veiled;
        const css = quotes && style(element);
        if (quotes) copy.append(drawn(element, css, "before"));
        for (const child of children(element, copy)) {
            if (--nodes < 0) return;
            add(child, copy, depth);
        }
        for (const [address, parts] of unfolding?.home === element ? unfolding.pages : [])
            for (const part of parts) {
                const further = out.importNode(part, true);
                marks.push([further, "page", address]);
                copy.append(further);
            }
        if (quotes) copy.append(drawn(element, css, "after"));
    };

    const root = document.documentElement;
    if (!root) return "";
    const written = out.importNode(root);
    pending.push([root, written, 0]);
    while (pending.length) fill(...pending.pop());
    const doctype = document.doctype ? new XMLSerializer().serializeToString(document.doctype) : "";
    if (nodes < 0) return doctype + root.outerHTML;  // too large to be looked through, and for the reader, too
    for (const name of MARKS)
        for (const forged of [written, ...written.querySelectorAll(`[${name}]`)]) forged.removeAttribute(name);
    marks.push([written, "shown", ""]);
    if (unfolding?.left.length) marks.push([written, "left", unfolding.left.join("; ")]);
    for (const [copy, name, value] of marks) copy.setAttribute(PREFIX + name, value);
    return doctype + written.outerHTML;
}
