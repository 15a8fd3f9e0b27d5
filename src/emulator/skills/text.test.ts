import { describe, expect, it } from 'vitest'
import { counting } from './counting.ts'
import { dictation } from './dictation.ts'
import { recall } from './recall.ts'
import { summary } from './summary.ts'
import { around, leaves, says } from './testing.ts'

const story =
  'The harbour was built in 1880. It made the town rich. Ships came to the harbour from every port, and the town grew with the harbour. Children played on the pier. Gulls cried. In 1950 the harbour closed. The town lost its work. Today visitors walk where ships once lay in the harbour.'
const best = 'Ships came to the harbour from every port, and the town grew with the harbour.'

describe('summary and key words', () => {
  it.each([
    [`Summarize: ${story}`, best],
    [`Summarise the following text:\n\n${story}`, best],
    [`tl;dr: ${story}`, best],
    [`Please summarize this text in one sentence:\n${story}`, best],
    [`Can you summarize this for me?\n\n${story}`, best],
    [`Give me a short summary: ${story}`, best],
    [`Write a summary of the following: ${story}`, best],
    [`Summarize in 3 sentences: ${story}`, best],
    [`Summarize this in two bullet points:\n${story}`, `- ${best}`],
    [`Shorten this text: ${story}`, best],
    [`Condense: ${story}`, best],
    [`Summary in 2 sentences:\n"${story}"`, best],
    [`Sum up this paragraph:\n${story}`, best],
    [`Extract the keywords: ${story}`, 'harbour, town'],
    [`Key words of this text:\n${story}`, 'harbour, town'],
    [`List 3 keywords: ${story}`, 'harbour, town, Ships'],
    [`What are the key terms in this text?\n${story}`, ''],
    [`Find the top five keywords in the following:\n${story}`, 'harbour, town'],
    [`Tags: ${story}`, 'harbour, town'],
    [`Give me keywords for: ${story}`, 'harbour, town'],
    [`Identify the main topics:\n${story}`, 'harbour, town'],
  ])('%.60s', (prompt, part) => {
    expect(says(summary, prompt)).toContain(part)
  })

  it.each([
    'Summarize the plot of Hamlet',
    'Summarize: one sentence only.',
    `Summarize in your own words: ${story}`,
    `Summarize in German: ${story}`,
    `Explain this to a child: ${story}`,
    'Key words for SEO about coffee',
    'Write a summary of your abilities',
    `Translate: ${story}`,
  ])('leaves: %.60s', leaves(summary))

  it('says only what the text says', () => {
    const [one = '', two = ''] = says(summary, `Summarize in 2 sentences: ${story}`).split(/(?<=\.) /)
    expect([story.includes(one), story.includes(two)]).toEqual([true, true])
  })
})

describe('counting', () => {
  it.each([
    ['how many r in strawberry?', '3'],
    ['How many r’s are in strawberry?', '3'],
    ['How many times does the letter s appear in Mississippi?', '4'],
    ['Count the letter e in "eleven"', '3'],
    ['How many "a" are there in the word banana?', '3'],
    ['how many letters e are in tree', '2'],
    ['How many r does strawberry have?', '3'],
    ['How many z in apple', '0'],
    ['Count the words: "one two three"', '3 words'],
    ['Count the words in this text:\nIt rains. It pours.', '4 words'],
    ['How many words are in "to be or not to be"?', '6 words'],
    ['word count: alpha beta', '2 words'],
    ['How many characters are in "hello"?', '5 characters'],
    ['count characters: abc def', '7 characters'],
    ['Count the letters in "a b c"', '3 letters'],
    ['How many sentences are in this text?\nIt rains. It pours. It stops.', '3 sentences'],
    ['How many lines are there:\na\nb\nc', '3 lines'],
    ['number of words: x y', '2 words'],
    ['what is the number of words in "a b"', '2 words'],
    ['Tell me the number of characters: 12345', '5 characters'],
    ['count lines\none\ntwo', '2 lines'],
  ])('%s: %s', (prompt, count) => {
    expect(says(counting, prompt)).toContain(count && `**${count}**`)
  })

  it.each([
    'How many words are in the English language?',
    'How many people live in Paris?',
    'Count from one to five.',
    'How many letters did Van Gogh write?',
    'Count to ten in French',
    'How many tokens is this?',
  ])('leaves: %s', leaves(counting))
})

describe('dictation', () => {
  it.each([
    ['Reply with exactly: PONG', 'PONG'],
    ['Reply with exactly: green', 'green'],
    ['Say exactly: it works', 'it works'],
    ['Respond only with OK', 'OK'],
    ['Answer with just the word yes', 'yes'],
    ['Reply with only "ready"', 'ready'],
    ['Say hello.', 'hello'],
    ['say hello world', 'hello world'],
    ['Say “good morning”', 'good morning'],
    ['Repeat after me: I am a program', 'I am a program'],
    ['Echo: 123', '123'],
    ['repeat the following: a b c', 'a b c'],
    ['Print "done"', 'done'],
    ['Please say hi', 'hi'],
    ['Write exactly this: abc', 'abc'],
    ['Output only: 42', '42'],
    ['echo test', 'test'],
    ['Say this: tomorrow', 'tomorrow'],
    ['reply with exactly "a, b"', 'a, b'],
    ['Return only the text: line', 'line'],
  ])('%s: %s', (prompt, words) => {
    expect(says(dictation, prompt)).toBe(words)
  })

  it.each([
    'Say something short',
    'Say it in French',
    'Answer only with yes if 7 is prime',
    'Repeat that',
    'Print the numbers from 1 to 10 in Python',
    'Write a poem',
    'Say what you think about rain',
    'Answer in one word: is tea better than coffee?',
    'You answer in one word and nothing else.',
  ])('leaves: %s', leaves(dictation))
})

const after = (prompt: string, ...earlier: string[]) => recall.understand(prompt, { ...around, earlier })

describe('turns before', () => {
  it.each([
    ['What is my name?', '**Ada**'],
    ['Do you remember my name?', '**Ada**'],
    ['Who am I?', '**Ada**'],
    ['Where do I live?', 'Oslo'],
    ['What did I say first?', '“My name is Ada.”'],
    ['What was my last message?', '“I live in Oslo”'],
    ['What have I asked so far?', '1. “My name is Ada.”'],
    ['Which questions did I ask?', '2. “I live in Oslo”'],
    ['repeat my first message', '“My name is Ada.”'],
  ])('%s', (prompt, part) => {
    expect(after(prompt, 'My name is Ada.', 'I live in Oslo')).toContain(part)
  })

  it('says when there was none', () => {
    expect(after('What was my first question?')).toContain('this is the first turn')
    expect(after('What is my name?')).toBeNull()
  })

  it.each([
    'Write an essay about my home town',
    'Do you remember the 90s?',
    'And now?',
    'What did I do wrong in this code?',
    'What is the first question of philosophy?',
  ])('leaves: %s', (prompt) => {
    expect(after(prompt, 'My name is Ada.')).toBeNull()
  })
})
