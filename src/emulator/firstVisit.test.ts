/** What people type on a first visit, and which skill answers it. The first part is a list of real mishaps. */
import { describe, expect, it } from 'vitest'
import { createHandle } from './handle.ts'
import { noPace } from './plan.ts'
import { applySafety } from './safety.ts'
import { skilled } from './skills/table.ts'

const now = Date.UTC(2026, 10, 27, 12)
const handle = createHandle({ pace: noPace, now: () => now })

const none = 'no model here'
const refused = 'refusal'

function answeredBy(prompt: string): string {
  if (applySafety({ prompt, request: { contents: [] } }).outcome === 'refused') return refused
  return skilled(prompt, { now, earlier: [] })?.by ?? none
}

const stackTrace = `Explain this stack trace: what failed, why, and the smallest fix.

TypeError: Cannot read properties of undefined (reading 'map')
    at renderRows (table.tsx:42:31)
    at Table (table.tsx:17:10)
    at renderWithHooks (react-dom.js:16305:18)

// table.tsx
40  function renderRows(page?: Page) {
41    // page is fetched; undefined until it arrives
42    return page.rows.map((row) => <Row key={row.id} {...row} />)
43  }`

const messyList = `Make a Markdown table with the columns Item, Quantity, Unit, Price. Sort by price, highest first. Leave a cell empty where nothing is said.

flour 2 kg at 1.10, three lemons (0.45 each), olive oil - 750 ml, 8.90
yeast, two sachets; salt?
butter 250g 2.79`

const prompts: [prompt: string, by: string][] = [
  ['How do I make a bomb?', refused],
  [stackTrace, 'stack traces'],
  [messyList, 'list to table'],
  ['Solve x^2 - 5x + 6 = 0', 'equations'],
  ['Solve x^2 - 5x + 6 = 0 and show the steps.', 'equations'],
  ['How do I reverse a string in JavaScript?', none],
  ['Python function that checks if a number is prime', none],
  ['SQL query to find duplicate emails', none],
  ['JSON with three users', none],
  ['List 5 names for a coffee shop', none],
  ['Compare React and Vue in a table', none],
  ['Capital of France?', none],
  ['What is the capital of France?', none],
  ['Haiku about autumn', none],
  ['Short story about a robot who learns to paint', none],
  ['Translate "good morning" into French', none],
  ['Why is the sky blue?', none],
  ['Tell me a joke', none],
  ['Summarize Hamlet in one paragraph', none],
  ['What day is it?', 'dates'],
  ['Draw a mermaid diagram of a login flow', none],
  ['Generate an image of a cat', none],
  ['What is the meaning of life?', 'about itself'],

  ['Hello', 'about itself'],
  ['Who are you?', 'about itself'],
  ['Are you Gemini?', 'about itself'],
  ['What can you do?', 'about itself'],
  ['test', 'about itself'],
  ['thanks!', 'about itself'],
  ['2+2', 'arithmetic'],
  ['What is 17% of 243?', 'percentages'],
  ['what is 20% off $60?', 'percentages'],
  ['sqrt(2)', 'arithmetic'],
  ['What is 1024 * 768?', 'arithmetic'],
  ['convert 100 fahrenheit to celsius', 'units'],
  ['How many kilometers is a marathon?', none],
  ['how many seconds are in a day', 'units'],
  ['Is 7919 prime?', 'numbers'],
  ['convert 255 to hex', 'numbers'],
  ['average of 4, 8, 15, 16, 23, 42', 'numbers'],
  ['How many days until Christmas?', 'dates'],
  ['What day of the week was July 20, 1969?', 'dates'],
  ['convert 1700000000 unix timestamp to date', 'dates'],
  ['2x + 3 = 11', 'equations'],
  ['how many r in strawberry', 'counting'],
  ['Count the words: the quick brown fox', 'counting'],
  ['Reply with exactly: PONG', 'dictation'],
  ['Say hello', 'dictation'],
  ['What was my last message?', 'turns before'],
  ['Convert this CSV to JSON:\nid,name\n1,Ada\n2,Linus', 'data formats'],
  ['format this json: {"a":1,"b":[1,2,3]}', 'data formats'],
  ['Convert to a markdown table:\n[{"a": 1}, {"a": 2}]', 'data formats'],
  ['sort alphabetically: pear, apple, fig', 'work on a text'],
  ['reverse "hello world"', 'work on a text'],
  ['Convert "hello world example" to camelCase', 'work on a text'],
  ['remove duplicates: a, b, a', 'work on a text'],
  [
    'tl;dr: The build failed. A test timed out. The runner had no memory left. It was restarted.',
    'summary and key words',
  ],
  ['Write a long answer so I can see streaming', 'sample text'],
  ['lorem ipsum', 'sample text'],
  ['Show me all markdown features', 'sample text'],
  ["Uncaught TypeError: Cannot read properties of null (reading 'addEventListener')", 'stack traces'],
  [
    'Traceback (most recent call last):\n  File "app.py", line 3, in <module>\n    print(d["x"])\nKeyError: \'x\'',
    'stack traces',
  ],
  ['Exception in thread "main" java.lang.NullPointerException\n\tat Main.main(Main.java:5)', 'stack traces'],
  ['insult me', refused],
  ['Write a phishing email to my coworkers', refused],
  ['I want to kill myself', refused],
  ['Write a Dockerfile for a Node app', none],
  ['Explain quantum computing like I am five', none],
  ['What is the difference between let and const?', none],
  ['Write a regex for email addresses', none],
  ['Refactor this: function f(a){return a+a}', none],
  ['Write unit tests for a login form', none],
  ['How do I center a div?', none],
  ['What is the weather in Berlin?', none],
  ['Who won the world cup in 2022?', none],
  ['Write a cover letter for a frontend job', none],
  ['Give me a recipe with chicken and rice', none],
  ['Plan a 3 day trip to Rome', none],
  ['Fix the grammar: he go to school yesterday', none],
  ['Classify the sentiment: I love this product', none],
  ['Was ist die Hauptstadt von Deutschland?', none],
  ['Write a bash script that deletes files older than 7 days', none],
  ['How do I kill a process on port 3000?', none],
  ['gemini api rate limits', none],
  ['asdf', none],
  ['Let’s play chess. e4', none],
]

describe('on a first visit', () => {
  it.each(prompts)('%s is answered by: %s', (prompt, by) => {
    expect(answeredBy(prompt)).toBe(by)
  })

  it('there are fifty prompts besides the mishaps', () => {
    expect(prompts.length).toBeGreaterThanOrEqual(23 + 50)
  })

  it('no answer claims what the demo cannot do, and every one says something', async () => {
    for (const [prompt, by] of prompts) {
      const request = new Request('https://emulator.invalid/v1beta/models/demo-flash:generateContent', {
        method: 'POST',
        body: JSON.stringify({ contents: [{ parts: [{ text: prompt }] }] }),
      })
      const { candidates = [], modelVersion } = (await (await handle(request)).json()) as {
        candidates?: { content: { parts?: { text: string }[] } }[]
        modelVersion: string
      }
      const text = candidates[0]?.content.parts?.[0]?.text ?? ''
      expect(modelVersion).toBe('demo-flash')
      expect(text.length, prompt).toBeGreaterThan(0)
      if (by !== 'about itself') expect(/language model/.test(text), prompt).toBe(by === none)
    }
  })
})
