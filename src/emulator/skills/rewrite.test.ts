import { describe, expect, it } from 'vitest'
import { rewrite } from './rewrite.ts'
import { leaves, says } from './testing.ts'

describe('work on a text', () => {
  it.each([
    ['Make this uppercase: hello world', 'HELLO WORLD'],
    ['Convert "Hello World" to lower case', 'hello world'],
    ['uppercase hello', 'HELLO'],
    ['Can you put this in all caps? "stop now"', 'STOP NOW'],
    ['Title case: the old man and the sea', 'The Old Man And The Sea'],
    ['Turn "user first name" into camelCase', 'userFirstName'],
    ['Convert userFirstName to snake case: "userFirstName"', ''],
    ['snake case: userFirstName', 'user_first_name'],
    ['slugify: Hello, big World!', 'hello-big-world'],
    ['Reverse "stressed"', 'desserts'],
    ['reverse hello', 'olleh'],
    ['Please reverse the string: abc 👨‍👩‍👧', '👨‍👩‍👧 cba'],
    ['Write this backwards: racecars', 'sracecar'],
    ['Sort alphabetically: pear, apple, fig', 'apple, fig, pear'],
    ['Sort these words: banana Apple cherry', 'Apple banana cherry'],
    ['Sort this list:\n- pear\n- apple\n- fig', '- apple\n- fig\n- pear'],
    ['Sort these numbers: 10, 9, 100, 1', '1, 9, 10, 100'],
    ['Sort in descending order: 3, 1, 2', '3, 2, 1'],
    ['Remove duplicates: a, b, a, c, b', 'a, b, c'],
    ['Deduplicate these lines:\none\ntwo\none', 'one\ntwo'],
    ['Sort and deduplicate: b, a, b', 'a, b'],
    ['Reverse the order of these lines:\n1\n2\n3', '3\n2\n1'],
    ['Reverse the words: one two three', 'three two one'],
    ['Replace "cat" with "dog" in "the cat sat"', 'the dog sat'],
    ['replace foo with bar in: foo and foo', 'bar and bar'],
    ['Number these lines:\nfirst\nsecond', '1. first\n2. second'],
    ['Remove extra spaces: "a   b    c"', 'a b c'],
  ])('%s', (prompt, result) => {
    const answer = says(rewrite, prompt)
    expect(answer.replace(/^```\n|\n```$/g, '')).toBe(result)
  })

  it.each([
    'How do I reverse a string in JavaScript?',
    'Write a function to sort a list: [3, 1, 2]',
    'Sort out my life',
    'Reverse engineer this: binary',
    'Rewrite this more politely: give me that',
    'Translate to upper German: hello',
    'What is the upper case of ß in "straße"?',
    'Replace the battery with a new one',
    'Make this better: hello',
    'Sort: apple',
    'Uppercase',
    'Sort a list of cities by population: Oslo, Rome',
    'Capitalize on this: growth is slow',
    'Correct this text: he go home',
  ])('leaves: %s', leaves(rewrite))
})
