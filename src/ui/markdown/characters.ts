/**
 * Scripts whose words have no blanks between them, and their punctuation: marks stand right beside letters there.
 * Halves of surrogate pairs count too: rare ideographs, and emoji, which nobody sets apart by blanks either.
 */
const unspaced =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}\p{sc=Yi}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}\u3000-\u303F\u30A0-\u30FF\u31C0-\u33FF\uFE10-\uFE1F\uFE30-\uFE6F\uFF00-\uFFEF\uD800-\uDFFF]/u
const punctuation = /[\p{P}\p{S}]/u
const letter = /[\p{L}\p{N}\p{M}]/u

/** @param character one UTF-16 unit, as the parser sees them; empty at either end of the text. */
export function isUnspaced(character: string): boolean {
  return unspaced.test(character)
}

/** Punctuation and symbols, as CommonMark counts them. */
export function isPunctuation(character: string): boolean {
  return punctuation.test(character)
}

/** A letter, digit or accent of a script that sets its words apart; full-width digits are digits. */
export function isWordCharacter(character: string): boolean {
  return letter.test(character) && (!unspaced.test(character) || /[\uFF10-\uFF5A]/.test(character))
}
