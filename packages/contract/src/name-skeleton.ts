import unhomoglyph from "unhomoglyph";

/**
 * What a user name looks like: those with the same skeleton can be taken for each other (UTS 39, 4), in any case, in which `I`
 * is `l` and `0` is `O`. Stored: what changes it, a new edition of the library too, needs a migration that fills it anew.
 */
export function nameSkeleton(userName: string): string {
  const visible = userName
    .trim()
    .normalize("NFKC")
    .replaceAll(/\p{DI}/gu, "");
  // What looks alike in capitals, and then what does in small letters.
  const small = looks(looks(visible).toLowerCase()).toLowerCase();
  return small.replaceAll(/[il]\u0307?/g, "l");
}

function looks(text: string): string {
  return unhomoglyph(text.normalize("NFD")).normalize("NFD");
}
