/** Part of a text; `hidden` ones stand for a character that nobody sees, by its number. */
export interface TextPart {
  text: string;
  hidden: boolean;
}

/**
 * Controls, characters that turn the direction of text, and those without a width: the same as in
 * `tenancy/Texts/HiddenCharacters.cs`. Joiners are not among them, for names are written with them.
 */
const hidden =
  /[\p{Cc}\p{Cs}\u{AD}\u{61C}\u{180E}\u{200B}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2060}-\u{206F}\u{FEFF}\u{FFF9}-\u{FFFB}\u{FFFD}\u{E0000}-\u{E007F}]/u;

export function hiddenParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  for (const character of text) {
    const last = parts.at(-1);
    if (hidden.test(character)) parts.push({ text: numberOf(character), hidden: true });
    else if (last?.hidden === false) last.text += character;
    else parts.push({ text: character, hidden: false });
  }
  return parts;
}

function numberOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
