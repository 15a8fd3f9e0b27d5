import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convert } from './convert.ts'
import { readData, writeData } from './tabular.ts'
import { leaves, says } from './testing.ts'

const csv = 'name,age\nAda,36\nLinus,28'
const json = '[{"name": "Ada", "age": 36}, {"name": "Linus", "age": 28}]'
const markdown = '| name | age |\n| --- | ---: |\n| Ada | 36 |\n| Linus | 28 |'
const asJson = '```json\n[\n  {\n    "name": "Ada",\n    "age": 36\n  },'
const asMarkdown = '| name | age |\n| :--- | ---: |\n| Ada | 36 |\n| Linus | 28 |'
const asCsv = '```csv\nname,age\nAda,36\nLinus,28\n```'

describe('data formats', () => {
  it.each([
    [`Convert this CSV to JSON:\n${csv}`, asJson],
    [`csv to json\n${csv}`, asJson],
    [`Please turn the following CSV into a JSON array:\n\n\`\`\`csv\n${csv}\n\`\`\``, asJson],
    [`Convert to Markdown:\n${csv}`, asMarkdown],
    [`Can you make a Markdown table from this CSV?\n${csv}`, asMarkdown],
    [`Make a table:\n${csv}`, asMarkdown],
    [`Convert this JSON to CSV: ${json}`, asCsv],
    [`JSON to csv please\n${json}`, asCsv],
    [`Turn this JSON into a table:\n\`\`\`json\n${json}\n\`\`\``, asMarkdown],
    [`Convert the table to JSON:\n${markdown}`, asJson],
    [`Write this Markdown table as CSV:\n${markdown}`, asCsv],
    [`Change this to tsv:\n${csv}`, 'name\tage\nAda\t36'],
    [`to json:\nname\tage\nAda\t36\nLinus\t28`, asJson],
    ['convert to json:\na;b\n1;2', '"a": 1,\n    "b": 2'],
    ['Convert to JSON:\nname,note\nAda,"a, ""b"""', String.raw`"note": "a, \"b\""`],
    ['Format this JSON: {"a":{"b":[1,2]}}', '{\n  "a": {\n    "b": [\n      1,\n      2\n    ]\n  }\n}'],
    ['Pretty print this JSON:\n{"a":1}', '{\n  "a": 1\n}'],
    ['minify this JSON:\n{\n  "a": 1\n}', '{"a":1}'],
    ['Convert to Markdown table: {"name": "Ada", "tags": ["x", "y"]}', '| Ada | ["x","y"] |'],
    ['CSV to JSON:\nid,ok\n007,true', '"id": "007",\n    "ok": true'],
    ['Give me this as CSV:\n[{"a": 1}, {"a": 2, "b": "x"}]', 'a,b\n1,\n2,x'],
  ])('%s', (prompt, part) => {
    expect(says(convert, prompt)).toContain(part)
  })

  it.each([
    'Convert this to JSON: Ada is 36 years old',
    'JSON with three users',
    'What is the difference between CSV and JSON?',
    'Write a Python script that converts CSV to JSON',
    'Convert this JSON to CSV: {"a": 1,}',
    'Convert to XML:\na,b\n1,2',
    'Translate to French:\na,b\n1,2',
    'Convert this JSON to a table: [1, 2, 3]',
    'Convert to JSON:\na,b\n1,2,3',
    'Make a table of the planets',
  ])('leaves: %s', leaves(convert))

  it('loses nothing on the way to CSV, TSV or Markdown and back', () => {
    const cell = fc.oneof(
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.stringMatching(/^[a-z][a-z ",|]{0,8}[a-z]$/),
      fc.boolean(),
    )
    const rows = fc.array(fc.record({ one: cell, two: cell }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(rows, fc.constantFrom('CSV', 'TSV', 'Markdown', 'JSON'), (value, format) => {
        const data = readData(JSON.stringify(value))
        expect(data && readData(writeData(data, format) ?? '')?.value).toEqual(value)
      }),
    )
  })
})
