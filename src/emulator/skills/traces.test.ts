import { describe, expect, it } from 'vitest'
import { leaves, says } from './testing.ts'
import { traces } from './traces.ts'

const featured = `Explain this stack trace: what failed, why, and the smallest fix.

TypeError: Cannot read properties of undefined (reading 'map')
    at renderRows (table.tsx:42:31)
    at Table (table.tsx:17:10)
    at renderWithHooks (react-dom.js:16305:18)

// table.tsx
40  function renderRows(page?: Page) {
41    // page is fetched; undefined until it arrives
42    return page.rows.map((row) => <Row key={row.id} {...row} />)
43  }`

const python = (file: string, line: number, code: string, error: string) =>
  `Traceback (most recent call last):\n  File "${file}", line ${line}, in main\n    ${code}\n${error}`

const script = (error: string, ...frames: string[]) =>
  `${error}\n${frames.map((frame) => `    at ${frame}`).join('\n')}`

const java = (error: string, ...frames: string[]) =>
  `Exception in thread "main" ${error}\n${frames.map((frame) => `\tat ${frame}`).join('\n')}`

describe('stack traces', () => {
  it('the featured one: error, own line with its source, meaning, what to check, the smallest change', () => {
    const answer = says(traces, featured)
    expect(answer).toContain('`TypeError`: Cannot read properties of undefined')
    expect(answer).toContain('`table.tsx:42` in `renderRows`')
    expect(answer).toContain('return page.rows.map((row) =>')
    expect(answer).toContain('reached through `Table` (line 17)')
    expect(answer).toContain('The value before `.map` is `undefined` or `null`')
    expect(answer).toContain('What to check')
    expect(answer).toContain('return page?.rows?.map((row) =>')
  })

  it.each([
    [python('app.py', 12, "print(user['id'])", "KeyError: 'id'"), 'app.py:12', "no key 'id'"],
    [
      `What does this mean?\n${python('/srv/shop/cart.py', 7, 'total = items[3]', 'IndexError: list index out of range')}`,
      'cart.py:7',
      'beyond the end',
    ],
    [
      python('a.py', 3, 'x.strip()', "AttributeError: 'NoneType' object has no attribute 'strip'"),
      'a.py:3',
      '`.strip` is `None`',
    ],
    [
      python('a.py', 1, 'import requests', "ModuleNotFoundError: No module named 'requests'"),
      'a.py:1',
      'pip show requests',
    ],
    [python('a.py', 5, 'print(nme)', "NameError: name 'nme' is not defined"), 'a.py:5', 'No name `nme`'],
    [
      python('a.py', 9, '"a" + 1', 'TypeError: can only concatenate str (not "int") to str'),
      'a.py:9',
      'a `int`',
    ],
    [
      python('a.py', 9, 'int("x")', "ValueError: invalid literal for int() with base 10: 'x'"),
      'a.py:9',
      'no whole number',
    ],
    [python('a.py', 2, '1 / 0', 'ZeroDivisionError: division by zero'), 'a.py:2', 'divided by zero'],
    [
      `${python('run.py', 4, 'go()', '')}  File "/usr/lib/python3.12/site-packages/pandas/core.py", line 99, in get\n    raise KeyError(key)\nKeyError: 'price'`,
      'run.py:4',
      "no key 'price'",
    ],
    [
      script('TypeError: foo.bar is not a function', 'run (src/a.js:3:5)', 'main (src/b.js:9:1)'),
      'src/a.js:3',
      '`foo.bar` exists or is `undefined`',
    ],
    [
      script(
        'ReferenceError: x is not defined',
        'Object.<anonymous> (/home/me/x.js:1:1)',
        'Module._compile (node:internal/modules/cjs/loader:1554:14)',
      ),
      '/home/me/x.js:1',
      'No variable `x`',
    ],
    [
      script('Uncaught RangeError: Maximum call stack size exceeded', 'f (a.js:2:3)', 'f (a.js:2:3)'),
      'a.js:2',
      'without an end',
    ],
    [
      script(
        "Error: Cannot find module 'lodash'",
        'Module._resolveFilename (node:internal/modules/cjs/loader:1405:15)',
        'Object.<anonymous> (/app/index.js:1:13)',
      ),
      '/app/index.js:1',
      'No module `lodash`',
    ],
    [
      script(
        'SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON',
        'JSON.parse (<anonymous>)',
        'async load (app.ts:14:9)',
      ),
      'app.ts:14',
      'page of HTML',
    ],
    ['Uncaught (in promise) TypeError: Failed to fetch', 'TypeError', 'never got an answer'],
    [
      script('TypeError: items is not iterable', 'total (https://shop.example/cart.js:8:20)'),
      'cart.js:8',
      'no list',
    ],
    [
      java(
        'java.lang.NullPointerException: Cannot invoke "String.length()" because "name" is null',
        'com.shop.Cart.total(Cart.java:42)',
        'com.shop.Main.main(Main.java:9)',
      ),
      'Cart.java:42',
      'field of `null`',
    ],
    [
      java(
        'java.lang.ArrayIndexOutOfBoundsException: Index 5 out of bounds for length 5',
        'Main.main(Main.java:6)',
      ),
      'Main.java:6',
      'Index 5',
    ],
    [
      `${java('org.springframework.web.util.NestedServletException: Request processing failed', 'org.springframework.web.Filter.run(Filter.java:20)')}\nCaused by: java.lang.NumberFormatException: For input string: "abc"\n\tat java.lang.Integer.parseInt(Integer.java:652)\n\tat com.shop.Form.read(Form.java:31)\n\t... 12 more`,
      'Form.java:31',
      '"abc" is no number',
    ],
    [
      java('java.lang.ClassCastException: class A cannot be cast to class B', 'x.Y.z(Y.java:3)'),
      'Y.java:3',
      'cast to a type',
    ],
    [
      java('com.shop.OutOfStockException: none left', 'com.shop.Cart.add(Cart.java:5)'),
      'Cart.java:5',
      'not on my list',
    ],
  ])('%#: %.60s', (trace, line, meaning) => {
    const answer = says(traces, trace)
    expect(answer).toContain(line)
    expect(answer).toContain(meaning)
  })

  it.each([
    'What is a stack trace?',
    'Why does Python raise a KeyError?',
    'Write a function that throws an Error: bad input',
    'TypeError',
    'How do I read a Java exception?',
    'Explain this error: it does not work',
    'Error: something',
  ])('leaves: %s', leaves(traces))
})
