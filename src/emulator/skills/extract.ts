/** What a prompt says that a field of a schema asks for, going by the field's name, type and format. */
import type { Schema } from '../ask.ts'
import { readDate } from './calendar.ts'
import { monthNames } from './calendar.ts'
import { withDigits } from './expression.ts'
import { readItems } from './items.ts'
import type { Item } from './items.ts'

const date = new RegExp(
  String.raw`\b(?:\d{4}-\d\d-\d\d|(?:${monthNames})\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${monthNames})\.? \d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{4})\b`,
  'i',
)
const money =
  /[$€£]\s?(\d+(?:[.,]\d+)*)|(\d+(?:[.,]\d+)*)\s?(?:[$€£]|(?:usd|eur|gbp|dollars?|euros?|pounds?)\b)/i

/** By format, or by what a name commonly stands for. */
const shapes: readonly [name: RegExp, pattern: RegExp][] = [
  [/e-?mail/i, /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/u],
  [/^(?:uri|url|link|website|homepage)$|url$/i, /https?:\/\/[^\s,;"'<>)]+/i],
  [/phone|telephone|mobile/i, /\+?\d[\d\s()/-]{6,}\d/],
  [/^(?:date-?time|datetime)$/i, /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/],
  [/^time$/i, /\b\d\d?:\d\d(?::\d\d)?\b/],
  [/^(?:zip|zip ?code|postal ?code|postcode)$/i, /\b\d{5}(?:-\d{4})?\b/],
  [/^(?:uuid|guid)$/i, /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/i],
]

/** "firstName" and "first_name" are "first name". */
const wordsIn = (name: string) =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
    .trim()

const notNames =
  /^(?:Extract|Create|Give|Return|Make|Generate|List|Write|Parse|Convert|Turn|Fill|Output|Provide|Find|Get|Please|The|This|That|These|From|And|Here|JSON|Data|User|Users|Name|Names|Two|Three|Four|Five|A|An|In|I|My|He|She|It|Order|Invoice|Customer|Person|Contact)$/

/** The first run of capitalised words that is no order and no field name. */
function properName(text: string): string | undefined {
  for (const [run] of text.matchAll(
    /(?<![\p{L}@./])\p{Lu}[\p{L}'’-]+(?: (?:(?:van|de|von|der|da|di) )?\p{Lu}[\p{L}'’-]+){0,3}/gu,
  )) {
    const words = run.split(' ')
    while (words.length > 0 && notNames.test(words[0] ?? '')) words.shift()
    if (words.length > 0) return words.join(' ')
  }
  return undefined
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const labelled = (label: string) =>
  String.raw`(?<![\p{L}])${escaped(label).replaceAll(' ', String.raw`[\s_-]*`)}(?:d|s)?`

/** "title: The Sea", "title is The Sea", `titled "The Sea"`. */
function told(text: string, label: string): string | undefined {
  const found =
    new RegExp(
      String.raw`${labelled(label)}(?:\s*[:=]\s*|\s+(?=["“]))(?:["“]([^"”]+)["”]|([^,;\n]+?))(?=\s*(?:[,;\n]|\.(?:\s|$)|$))`,
      'iu',
    ).exec(text) ??
    new RegExp(
      String.raw`${labelled(label)}\s+(?:is|are|was|named|called)\s+(?:["“]([^"”]+)["”]|([^,;\n]+?))(?=\s*(?:[,;\n]|\.(?:\s|$)|$|\s+and\s))`,
      'iu',
    ).exec(text)
  return (found?.[1] ?? found?.[2])?.trim()
}

/** "tags: red, green", up to the end of the sentence. */
export const toldList = (text: string, name: string): string | undefined =>
  new RegExp(
    String.raw`${labelled(wordsIn(name))}\s*(?:[:=]|\b(?:are|is|include)\b)[^\S\n]*([^;.\n]+)`,
    'iu',
  ).exec(text)?.[1]

const itemField: readonly [RegExp, keyof Item][] = [
  [/^(?:quantity|qty|amount|count)$/, 'quantity'],
  [/^(?:unit|units|measure)$/, 'unit'],
  [/^(?:price|unit price|cost)$/, 'price'],
  [/^(?:item|product|name|article|ingredient)$/, 'name'],
]

function fromItem(text: string, label: string): string | number | undefined {
  const [item] = readItems(text)
  const field = itemField.find(([pattern]) => pattern.test(label))?.[1]
  if (!item || !field || (item.price === undefined && (item.quantity === undefined || label === 'name')))
    return undefined
  const value = item[field]
  return typeof value === 'boolean' ? undefined : value
}

const stems = (text: string) => text.split(' ').filter((word) => word.length > 2)

/** A text for a field, or undefined. */
export function textIn(text: string, name: string, schema: Schema): string | undefined {
  const label = wordsIn(name)
  const explicit = told(text, label)
  const shape = shapes.find(([of]) => of.test(schema.format ?? '') || of.test(label))
  if (shape) return shape[1].exec(explicit ?? text)?.[0].trim()
  if (schema.format === 'date' || /\bdate\b|birthday|\bborn\b/.test(label)) {
    const day = readDate(date.exec(explicit ?? text)?.[0] ?? '', 0)
    if (day !== undefined) return new Date(day * 86_400_000).toISOString().slice(0, 10)
    if (schema.format === 'date') return undefined
  }
  if (explicit) return explicit
  const item = fromItem(text, label)
  if (item !== undefined) return String(item)
  if (/currency/.test(label))
    return (
      { $: 'USD', '€': 'EUR', '£': 'GBP' }[/[$€£]/.exec(text)?.[0] ?? ''] ??
      /\b(?:USD|EUR|GBP)\b/.exec(text)?.[0]
    )
  if (/^(?:city|town|country|location|place|address city)$/.test(label))
    return properName(/\b(?:in|from|to|for|near|at|of)\s+(\p{Lu}[\s\S]*)$/u.exec(text)?.[1] ?? '')
  const person = properName(text)
  if (/^first ?name$/.test(label)) return person?.split(' ')[0]
  if (/^(?:last ?name|surname|family ?name)$/.test(label))
    return person?.includes(' ') ? person.split(' ').at(-1) : undefined
  if (/^(?:text|content|prompt|input|quote|original|source text|message)$/.test(label))
    return text.trim() || undefined
  if (/name|person|customer|author|title|product|company|item|recipient/.test(label))
    return /["“]([^"”]+)["”]/.exec(text)?.[1] ?? person
  return undefined
}

const number = String.raw`-?\d+(?:[.,]\d+)*`
const parse = (text: string) =>
  Number(/,\d{3}(?!\d)/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'))

/** A number for a field, or undefined. */
export function numberIn(prompt: string, name: string): number | undefined {
  const text = withDigits(prompt)
  const label = wordsIn(name)
  const explicit = told(text, label)
  const first = explicit && new RegExp(number).exec(explicit)?.[0]
  if (first) return parse(first)
  if (/\bage\b|years? old/.test(label)) {
    const found =
      /(?:\bage[d]?\s*:?\s*)(\d{1,3})\b|\b(\d{1,3})(?:[- ]years?[- ]old|\s*(?:yo|y\/o|years?)\b)|\bis (\d{1,3})\b(?!\s*(?:%|[\p{L}]))|,\s*(\d{1,3})(?=\s*(?:,|;|\.|$|\)))|\((\d{1,3})\)/iu.exec(
        text,
      )
    const value = found?.slice(1).find((group) => group !== undefined)
    return value === undefined ? undefined : Number(value)
  }
  if (/price|cost|total|amount|salary|budget|fee/.test(label)) {
    const found = money.exec(text)
    const value = found?.[1] ?? found?.[2]
    if (value !== undefined) return parse(value)
  }
  const item = fromItem(text, label)
  if (typeof item === 'number') return item
  if (/\byear\b/.test(label)) {
    const year = /\b(?:1[89]|20)\d\d\b/.exec(text)?.[0]
    return year === undefined ? undefined : Number(year)
  }
  // "4 guests", "guests 4"
  for (const stem of stems(label).map(escaped)) {
    const near = new RegExp(
      String.raw`(${number})\s*(?:[a-z]+\s)?${stem}|\b${stem}s?\s*(?:of|is|:|=)?\s*(${number})`,
      'i',
    ).exec(text)
    const value = near?.[1] ?? near?.[2]
    if (value !== undefined) return parse(value)
  }
  return undefined
}

/** Whether the words of the field's name stand in the text, and no "not" or "no" before them; undefined where they do not. */
export function flagIn(text: string, name: string): boolean | undefined {
  const label = wordsIn(name).replace(/^(?:is|has|can|should|was|are|does) /, '')
  const explicit = told(text, label)
  if (explicit && /^(?:yes|true|no|false)\b/i.test(explicit)) return /^(?:yes|true)/i.test(explicit)
  const found = new RegExp(
    String.raw`(\b(?:not|no|never|without|isn't|isn’t|non|un)[\s-]*(?:an?\s+|any\s+)?)?\b${escaped(label)}\b`,
    'i',
  ).exec(text)
  return found ? found[1] === undefined : undefined
}

const clean = (parts: string[]) =>
  parts.map((part) => part.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim()).filter(Boolean)

/** Parts of a text that may be one record each: lines, else what semicolons, sentences or commas part. */
export function records(text: string): string[][] {
  return [/\n+/, /\s*;\s*/, /(?<=[.!?])\s+(?=\p{Lu})/u, /\s*,\s*(?:and\s+)?|\s+and\s+/].map((separator) =>
    clean(text.split(separator)),
  )
}
