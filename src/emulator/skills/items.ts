/** Reads notes as people jot them: "flour 2 kg at 1.10, three lemons (0.45 each)". */
import { withDigits } from './expression.ts'

export interface Item {
  name: string
  quantity?: number
  unit?: string
  price?: number
  /** The price is for one, or for one unit; else it is for all of it. */
  each?: boolean
}

const unitWords =
  'kg|g|mg|lbs?|oz|pounds?|ounces?|l|ml|cl|dl|liters?|litres?|kilos?|grams?|packs?|packets?|packages?|bags?|sachets?|bottles?|cans?|tins?|box(?:es)?|loa(?:f|ves)|bunch(?:es)?|cups?|tbsp|tsp|jars?|pieces?|pcs|slices?|cloves?|rolls?|pairs?|dozen|sheets?|reams?|hours?|h|m|cm|mm'
const money = String.raw`[$€£]\s?\d+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?\s?(?:[$€£]|(?:dollars?|euros?|usd|eur|gbp)\b)|\d+[.,]\d{2}(?![\d.]|\s?(?:${unitWords})\b)`
const each = String.raw`(?:\s*(?:each|apiece|a piece|per (?:piece|\w+)|\/\s?\w+|ea\.?))`
const priced = new RegExp(
  String.raw`(?<at>\bat\s+|@\s*)?(?:\b(?:for|costs?|price:?|is)\s+)?(?<money>${money})(?<each>${each})?`,
  'i',
)
const whole = new RegExp(String.raw`(?:\b(?<at>at)\s+|@\s*)(?<money>\d+)(?<each>${each})?`, 'i')
const counted = new RegExp(
  String.raw`(?<![\p{L}\d.])(?:x\s?(?<times>\d+)|(?<n>\d+(?:[.,]\d+)?)\s?(?:x(?!\p{L})|×)?\s*(?:(?<unit>${unitWords})(?![\p{L}\d]))?)`,
  'iu',
)

const number = (text: string) => Number(text.replace(/[^\d.,]/g, '').replace(',', '.'))

function readPiece(text: string): Item {
  const item: Item = { name: '' }
  let rest = withDigits(text)
    .replace(/\bhalf (?:a|an)\b/gi, '0.5')
    .replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '')
  const price = priced.exec(rest) ?? whole.exec(rest)
  if (price) {
    item.price = number(price.groups?.['money'] ?? '')
    item.each = Boolean(price.groups?.['each'] ?? price.groups?.['at'])
    rest = rest.replace(price[0], ' ')
  }
  const count = counted.exec(rest)
  if (count) {
    const { n, times, unit } = count.groups ?? {}
    item.quantity = number(n ?? times ?? '')
    if (unit) item.unit = unit.toLowerCase()
    rest = rest.replace(count[0], ' ')
  }
  item.name = rest
    .replace(/[()[\]]/g, ' ')
    .replace(/\s[-–—:=]+(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:and|of|some|also|plus|buy|a|an|the)\s+/gi, '')
    .replace(/^[\s,.;:?!-]+|[\s,.;:?!-]+$/g, '')
    .replace(/^of\s+/i, '')
  return item
}

/** Pieces without a name say more of the item before them. */
export function readItems(text: string): Item[] {
  const items: Item[] = []
  for (const line of text.split(/\n/)) {
    let first = true
    // A comma between digits is part of a number.
    for (const piece of line.split(/;|,(?!\d)|(?<=[a-z)]),(?=\d)|\s+\band\b\s+/i)) {
      if (!piece.trim()) continue
      const { unit, ...item } = readPiece(piece)
      const last = items.at(-1)
      if (item.name) items.push({ ...item, ...(unit && { unit }) })
      // "1 bag": what looks like a unit is the thing itself.
      else if (first && unit) items.push({ ...item, name: unit })
      else if (last && !first) items[items.length - 1] = { ...item, ...(unit && { unit }), ...last }
      first = false
    }
  }
  return items
}

/** What an item costs in all, where it says. */
export const totalOf = ({ quantity = 1, price, each: one }: Item) =>
  price === undefined ? undefined : Math.round((one ? price * quantity : price) * 100) / 100
