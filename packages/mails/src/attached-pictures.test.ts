import { expect, test } from "vitest";
import { attachPictures, pictureIn } from "./attached-pictures.ts";

const png = "data:image/png;base64,iVBORw0KGgo=";
const gif = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";

test("a picture is attached once and named wherever it stood; another gets a name of its own", () => {
  const { html, pictures } = attachPictures(
    `<img src="${png}" alt="A"><p>${png}</p><img alt='B' src='${png}' width="9"><IMG\nSRC=${gif} alt="C">`,
    "m1",
  );
  expect(html).toBe(
    `<img src="cid:picture-1-m1" alt="A"><p>${png}</p><img alt='B' src="cid:picture-1-m1" width="9"><IMG\nSRC="cid:picture-2-m1" alt="C">`,
  );
  expect(pictures).toEqual([
    { contentId: "picture-1-m1", name: "picture-1.png", type: "image/png", content: "iVBORw0KGgo=" },
    { contentId: "picture-2-m1", name: "picture-2.gif", type: "image/gif", content: "R0lGODlhAQABAAAAACw=" },
  ]);
});

test.each([
  ["a hosted one", "https://acme.example/logo.png"],
  ["one that can carry a program", "data:image/svg+xml;base64,PHN2Zz4="],
  ["one that is cut off", "data:image/png;base64,iVBORw0KGg"],
  ["one that is no base64", "data:image/png,abc"],
])("%s stays as it is", (_, address) => {
  const source = `<img src="${address}" alt="x">`;
  expect(attachPictures(source, "m1")).toEqual({ html: source, pictures: [] });
  expect(pictureIn(address)).toBeNull();
});

test("words that look like a picture are words", () => {
  const source = `<p>&lt;img src=&quot;${png}&quot;></p><p title="x">src="${png}" </p>`;
  expect(attachPictures(source, "m1")).toEqual({ html: source, pictures: [] });
});
