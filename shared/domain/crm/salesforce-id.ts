const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/**
 * The 18 characters of a Salesforce id; what is no id stays as it is. One of 15 tells upper from lower case; each of
 * the 3 more says which of five letters are upper case, so that an id of 18 whose case was lost gets it back.
 */
export function salesforceId(text: string): string {
  if (/^[A-Za-z0-9]{15}$/.test(text)) return text + suffixOf(text);
  // Where there are letters of both kinds, no case was lost.
  if (!/^([A-Z0-9]{15}|[a-z0-9]{15})[A-Za-z0-5]{3}$/.test(text)) return text;
  const suffix = text.slice(15).toUpperCase();
  const restored = [...text.slice(0, 15)].map((sign, place) => {
    const bits = letters.indexOf(suffix[Math.floor(place / 5)] ?? "");
    return bits & (1 << (place % 5)) ? sign.toUpperCase() : sign.toLowerCase();
  });
  const id = restored.join("");
  return suffixOf(id) === suffix ? id + suffix : text;
}

function suffixOf(id: string): string {
  let suffix = "";
  for (let from = 0; from < 15; from += 5) {
    let bits = 0;
    for (let place = 0; place < 5; place += 1) if (/[A-Z]/.test(id[from + place] ?? "")) bits |= 1 << place;
    suffix += letters[bits];
  }
  return suffix;
}
