/** A picture that travels with a mail and is shown where its HTML names it by `cid:` (RFC 2392). */
export type AttachedPicture = {
  contentId: string;
  name: string;
  type: "image/png" | "image/jpeg" | "image/gif";
  /** In base64. */
  content: string;
};

// A picture in bytes and nothing else: an SVG could carry a program.
const dataAddress = /^data:(image\/(?:png|jpeg|gif));base64,([A-Za-z0-9+/]+={0,2})$/;
const pictureInData = /(<img\s(?:[^<>]*?\s)?src\s*=\s*)(["']?)(data:image\/[^"'\s>]+)\2(?=[\s>/])/gi;

/** The picture in a data address: its type, and its bytes in base64. Null when there is none that can be attached. */
export function pictureIn(address: string): Pick<AttachedPicture, "type" | "content"> | null {
  const [, type, content = ""] = dataAddress.exec(address) ?? [];
  if (type === undefined || content.length % 4 !== 0) return null;
  return { type: type as AttachedPicture["type"], content };
}

/**
 * A mail as it goes out: large mail programs show no picture whose address holds its data, so each such picture is attached
 * and named where it stood, once however often it stands there. `unique` keeps the names of two mails apart.
 */
export function attachPictures(html: string, unique: string): { html: string; pictures: AttachedPicture[] } {
  const pictures = new Map<string, AttachedPicture>();
  const named = html.replace(
    pictureInData,
    (tag: string, before: string, _quote: string, address: string) => {
      const found = pictureIn(address);
      if (found === null) return tag;
      const number = pictures.size + 1;
      const picture = pictures.get(address) ?? {
        contentId: `picture-${number}-${unique}`,
        name: `picture-${number}.${found.type.slice("image/".length)}`,
        ...found,
      };
      pictures.set(address, picture);
      return `${before}"cid:${picture.contentId}"`;
    },
  );
  return { html: named, pictures: [...pictures.values()] };
}
