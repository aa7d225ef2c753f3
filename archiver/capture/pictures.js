// What the pictures of a page show, for `shown.js` to write beside them. `limits` bound what is looked at.
(limits) => {
    const large = picture => {
        const box = picture.getBoundingClientRect();
        return box.width >= limits.width && box.height >= limits.height;
    };
    const loaded = picture => picture.complete && picture.naturalWidth > 1 && picture.naturalHeight > 1;
    const room = () => document.querySelector("h1")?.closest("article, main, [role=main]") ?? document;
    // the average colour of each square of a picture, in hexadecimal digits
    const glance = async bytes => {
        const fine = limits.side * limits.grain;
        const image = await createImageBitmap(new Blob([bytes]),
            { resizeWidth: fine, resizeHeight: fine, resizeQuality: "medium" });
        const canvas = new OffscreenCanvas(fine, fine).getContext("2d");
        canvas.fillStyle = "white";  // what is behind a picture that one can see through
        canvas.fillRect(0, 0, fine, fine);
        canvas.drawImage(image, 0, 0);
        const { data } = canvas.getImageData(0, 0, fine, fine);
        const sums = new Array(limits.side * limits.side * 3).fill(0);
        for (let at = 0; at < fine * fine; at += 1) {
            const square = Math.floor(at / fine / limits.grain) * limits.side + Math.floor(at % fine / limits.grain);
            for (let colour = 0; colour < 3; colour += 1) sums[square * 3 + colour] += data[at * 4 + colour];
        }
        return sums.map(sum => Math.round(sum / limits.grain ** 2).toString(16).padStart(2, "0")).join("");
    };
    return {
        known: new Map(),  // address → what is known of the picture there
        // Give the addresses of the article's pictures, as far as they are shown.
        wanted: () => [...new Set([...room().querySelectorAll("img")].filter(each => loaded(each) && large(each))
            .map(each => each.currentSrc))].filter(url => /^https?:/.test(url)).slice(0, limits.pictures),
        // Tell what the bytes from an address show: their digest and a glance; they come in base 64.
        async learn(url, digest, bytes) {
            let told = digest;
            try {
                told += ` ${await glance(Uint8Array.from(atob(bytes), each => each.charCodeAt(0)))}`;
            } catch { /* what a canvas cannot draw, such as SVG */ }
            this.known.set(url, told);
            return told;
        },
        // Tell what is known of the picture that an element shows.
        told(picture) {
            if (!loaded(picture)) return null;
            if (!large(picture)) return "small";
            const known = this.known.get(picture.currentSrc);
            return known ? `${picture.naturalWidth}x${picture.naturalHeight} ${known}` : null;
        },
    };
}
