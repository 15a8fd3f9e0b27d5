import { describe, expect, test } from 'vitest'
import { everyLength, grown, inOne, views, wordsIn } from './oracle.tsx'

const read = (text: string) => wordsIn(inOne(text)).trim()

describe('prices and variables are text', () => {
  test.each([
    'The basket costs $4.50 today and $5.25 tomorrow.',
    'Between $10-20 and $30-40 per seat, $1,000-$2,000 a box, $5/$10, $5–$10, $5 - $10.',
    'Revenue grew from US$3M to US$4M, A$5/A$6, NT$1,000–NT$2,000, R$10 e R$20, C$.50 or C$.75.',
    'It was $5 or 10$, 5$ or 6$, 5$/10$, $5 to 10$, $5 bis 10$, $5 или 10$.',
    '价格是$5（约35元）或者$6（约42元），从$5涨到A$6，共$100，$200。',
    '$5和10$，5$和$6，値段は$5〜$6です。',
    'From $3M up to $4M, $3.5bn or $4bn, $20k/yr vs $30k/yr, $100 million and $200 million.',
    '-$5 or +$5, ($5) or ($6), [$5] or [$6], "$5" or "$6", ~$5 or ~$6, $5+ or $6+, $5, $6, $7.',
    '$5/month—not $6/month—or $50/year (was $60/year).',
    'Set $PATH or $USER, $PATH:$HOME, $HOME/bin:$PATH, "$HOME" and "$PATH", $A/$B, $A-$B, $A,$B.',
    'Use ${name} and ${other}, ${a}${b}, ${a}/${b}, ${a:-b}:${c}, ${x}$.',
    'In PHP $a = $b; $x=$y; $this->foo($bar); $i=0;$i<$n;$i++; $_GET["a"].$_POST["b"].',
    'awk prints $1,$2 or $1+$2, $NF; the shell has $?, $!, $@ and $#, $(cmd)/$(other).',
    'The template $user_name$ and $HOME$ and $price$ are names.',
    'Rated $$ to $$$, $$ or $$, $$$ and $$$$.',
    'jQuery: $("a").add($("b")) and $.get(x, $.noop).',
    'PowerShell: $_.Name and $_.Length; $env:PATH, $args[0].',
    'Costs $5 today and x$ tomorrow, $5 for the first and $x for the rest.',
    '$ 5 and $ 6; 5 $ and 6 $; $',
    'The function call\\(a, b\\) is escaped, so is \\(see below\\) and \\[note\\].',
  ])('%s', (text) => {
    expect(inOne(text)).not.toContain('md-maths')
    expect(read(text)).toBe(text.replaceAll(/\\([()[\]])/g, '$1'))
    expect(grown(text, everyLength(text, 1))).toBe(inOne(text))
  })

  test.each([
    ['**$4.50** and **$5.25**, *$6* or *$7*', '$4.50 and $5.25, $6 or $7'],
    ['**$4.50**/**$5.25**', '$4.50/$5.25'],
    ['~~$9~~ $7, ~~$8~~ $6', '$9 $7, $8 $6'],
    ['# $5 or $6', '$5 or $6'],
    ['> $5 or $6', '$5 or $6'],
    ['- $5\n- $6', '$5\n$6'],
    ['[$5](https://e.test) or [$6](https://e.test)', '$5 or $6'],
    ['| $5 | $6 |\n|---|---|\n| $7 and $8 | 9$ |', '$5$6$7 and $89$'],
    ['| a | b |\n|---|---|\n| $HOME | $PATH |', 'ab$HOME$PATH'],
    ['Pay \\$5 or \\$6.', 'Pay $5 or $6.'],
    ['matches \\(\\d+\\) or \\[\\w\\s\\]', 'matches (\\d+) or [\\w\\s]'],
    ['from $\\d+$ to $\\S+$', 'from $\\d+$ to $\\S+$'],
    ['`$HOME` and `$PATH` or $x', '$HOME and $PATH or $x'],
  ])('%j is %j', (text, words) => {
    expect(inOne(text)).not.toContain('md-maths')
    expect(read(text)).toBe(words)
  })
})

describe('maths is maths', () => {
  test.each([
    ['$x^2 + y^2$ and $a_1$.', '⟨x^2 + y^2⟩ and ⟨a_1⟩.'],
    [
      '$x$, $n$th, $k$s, $5$ apples, $10^6$, $2x + 3 = 5$, $1/2$, $-1$.',
      '⟨x⟩, ⟨n⟩th, ⟨k⟩s, ⟨5⟩ apples, ⟨10^6⟩, ⟨2x + 3 = 5⟩, ⟨1/2⟩, ⟨-1⟩.',
    ],
    ['It costs $5 and $x^2$ is a square, not $6.', 'It costs $5 and ⟨x^2⟩ is a square, not $6.'],
    ['其中$x$是变量，$y=2$。値は$z$です。', '其中⟨x⟩是变量，⟨y=2⟩。値は⟨z⟩です。'],
    ['($x$) "$y$" **$z$** *$w$* $a$-axis', '(⟨x⟩) "⟨y⟩" ⟨z⟩ ⟨w⟩ ⟨a⟩-axis'],
    [
      '$AB$, $ABCD$, $f(x)$, $[0, 1)$, $\\{x | x > 0\\}$, $O(n log n)$, $sin x$',
      '⟨AB⟩, ⟨ABCD⟩, ⟨f(x)⟩, ⟨[0, 1)⟩, ⟨\\{x | x > 0\\}⟩, ⟨O(n log n)⟩, ⟨sin x⟩',
    ],
    [
      '$\\text{if } x$ and $\\alpha$, $3 \\times 4$, $5\\%$, $\\$5$',
      '⟨\\text{if } x⟩ and ⟨\\alpha⟩, ⟨3 \\times 4⟩, ⟨5\\%⟩, ⟨\\$5⟩',
    ],
    [
      '$\\text{速度} = \\frac{s}{t}$, $Cl^-$, $x^{**}$, ${}^{14}C$, $+$',
      '⟨\\text{速度} = \\frac{s}{t}⟩, ⟨Cl^-⟩, ⟨x^{**}⟩, ⟨{}^{14}C⟩, ⟨+⟩',
    ],
    ['$$E = mc^2$$', '⟨E = mc^2⟩'],
    ['so $$ a $$ and $$\\text{if $x$}$$', 'so ⟨a⟩ and ⟨\\text{if $x$}⟩'],
    ['\\(a^2\\) and \\( b \\), \\(|x| > 0\\)', '⟨a^2⟩ and ⟨b⟩, ⟨|x| > 0⟩'],
    ['\\(\\dot x\\) and \\(\\sin x\\)', '⟨\\dot x⟩ and ⟨\\sin x⟩'],
    ['so \\[ x = y \\] holds', 'so ⟨x = y⟩ holds'],
    ['**\\(x\\)** and *\\(y\\)*, [\\(z\\)](https://e.test)', '⟨x⟩ and ⟨y⟩, ⟨z⟩'],
    ['$a\nb + c$', '⟨a\nb + c⟩'],
    ['# \\(x\\) and $y$', '⟨x⟩ and ⟨y⟩'],
  ])('%j reads %j', (text, words) => {
    expect(read(text)).toBe(words)
    expect(grown(text, everyLength(text, 1))).toBe(inOne(text))
  })

  test.each([
    '$$\nx = y\n$$',
    '\\[\nx = y\n\\]',
    '\\[ x\n= y \\]',
    '$$x\n= y$$',
    '   $$\n   x\n   $$',
    '$$\\begin{aligned}\na &= b \\\\\n- c\n+ d\n\\end{aligned}$$',
    '\\[\n- a\n+ b\n> c\n# d\n1. e\n\\]',
    '> \\[\n> - a\n> + b\n> \\]',
    '- \\[\n  - a\n  \\]',
    '1. Then\n   \\[\n   \\int_0^1 x\\,dx = \\frac12\n   \\]\n2. Done',
    '- step:\n  $$\n  a\n  + b\n  $$',
    'Then\n\\[\n+ a\n\\]\nand\n$$\n- b\n$$\nend',
  ])('%j is set on lines of its own', (text) => {
    const html = inOne(text)
    expect(html.match(/md-maths-block/g)).toHaveLength(text.startsWith('Then\n') ? 2 : 1)
    expect(wordsIn(html).replaceAll(/⟨[^⟩]*⟩/g, '')).not.toMatch(/[$[\]\\]/)
    expect(grown(text, everyLength(text, 1))).toBe(html)
  })

  test('a formula that is not closed swallows nothing', () => {
    expect(read('$$\nprice\n\n- one\n- two')).toBe('$$\nprice\n\none\ntwo')
    expect(inOne('$$: under 10 dollars\n\nNext.')).toBe('<p>$$: under 10 dollars</p>\n<p>Next.</p>')
    expect(read('\\[ x\n\ny')).toBe('[ x\ny')
    expect(inOne('text\n\\[1\\] note')).toBe('<p>text\n[1] note</p>')
    expect(inOne('\\[x\\] done and \\[ \\] open')).toBe('<p>[x] done and [ ] open</p>')
    expect(read('\\[words\\](https://e.test)')).toBe('[words](https://e.test)')
  })
})

test('many formulas that are not closed cost little', () => {
  for (const open of ['\\[\nx\n', '$$ x\n', '\\( x ', '$x ']) {
    // Looked for to the end from each, their ends took more time than a test has.
    expect(inOne(open.repeat(5000))).toContain('x')
  }
})

describe('while it comes', () => {
  test.each([
    'so $x^2 + y$ is',
    'so \\(x^2 + y\\) is',
    'so $$x^2 + y$$ is',
    'so\n\\[\nx^2 + y\n\\]\nis',
    '- a\n- \\(x^2 + y\\) is',
  ])('%j never shows its source', (text) => {
    for (const view of views(text)) expect(wordsIn(view).replaceAll(/⟨[^⟩]*⟩/g, '')).not.toMatch(/\^|\\|\$/)
  })

  test.each([
    'It costs $4.50 now and $5 then',
    'Set $PATH or $USER and go on',
    'from US$3M to US$4M it went',
  ])('%j is never held back by more than a word', (text) => {
    views(text).forEach((view, index) => {
      expect(text.slice(0, index + 1).trim().length - wordsIn(view).trim().length).toBeLessThan(6)
    })
  })
})
