import { describe, expect, test } from 'vitest'
import { everyLength, grown, inOne } from './oracle.tsx'

/** Bold in « », italics in ‹ ›, struck in ⟦ ⟧. */
function marked(text: string): string {
  return inOne(text)
    .replaceAll(/<(\/?)(strong|em|del)>/g, (_, slash: string, name: string) => {
      const marks = { strong: '«»', em: '‹›', del: '⟦⟧' }[name] ?? '  '
      return marks[slash ? 1 : 0] ?? ''
    })
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .trim()
}

describe('one tilde strikes nothing', () => {
  test.each([
    ['营业时间 9~18 点，价格 30~45 元。', '营业时间 9~18 点，价格 30~45 元。'],
    ['10~20 kg, 5~8 m, ~5 and ~6, a~b~c, ~x~', '10~20 kg, 5~8 m, ~5 and ~6, a~b~c, ~x~'],
    ['~~really gone~~ and ~~甲~~乙', '⟦really gone⟧ and ⟦甲⟧乙'],
    ['价格~~“甲”~~乙，~~（注）~~的', '价格⟦“甲”⟧乙，⟦（注）⟧的'],
    ['x ~~~a~~~ b', 'x ~~~a~~~ b'],
    ['~~“a”~~b, word~~“b”~~ and ~~old:~~new', '⟦“a”⟧b, word⟦“b”⟧ and ⟦old:⟧new'],
    ['9~~(18)~~20 and ~~9~~~18', '9~~(18)~~20 and ~~9~~~18'],
    ['9~18 ~~gone~~ 10~20', '9~18 ⟦gone⟧ 10~20'],
  ])('%j', (text, words) => expect(marked(text)).toBe(words))
})

describe('emphasis beside punctuation', () => {
  test.each([
    ['这个季度的**“净利润”**增长了8%。', '这个季度的«“净利润”»增长了8%。'],
    ['**注意：**请先备份。**重要！**请看', '«注意：»请先备份。«重要！»请看'],
    ['合計は**1,200円（税込）**です。', '合計は«1,200円（税込）»です。'],
    ['**대상(필수):**모든 직원', '«대상(필수):»모든 직원'],
    ['*（仮）*の表記、これは*「例」*です', '‹（仮）›の表記、これは‹「例」›です'],
    ['**「甲」**と**「乙」**、**『丙』**。', '«「甲」»と«「乙」»、«『丙』»。'],
    ['前**《书名》**后，前**[1]**后，前**"引"**后', '前«《书名》»后，前«[1]»后，前«"引"»后'],
    ['***“粗斜”***字', '‹«“粗斜”»›字'],
    ['**增长8%**和**$5**元', '«增长8%»和«$5»元'],
    ['**외국어(外國語)**는 **“인용”**입니다', '«외국어(外國語)»는 «“인용”»입니다'],
    ['**ครับ!**ไทย', '«ครับ!»ไทย'],
    ['**好😀**的，**😀**的', '«好😀»的，«😀»的'],
    ['**外*“内”*外**', '«外‹“内”›外»'],
    ['__（注）__的 _「例」_です', '«（注）»的 ‹「例」›です'],
    ['**Note:**text and **“quoted.”**next', '«Note:»text and «“quoted.”»next'],
    [
      '**हिन्दी।**पाठ, **ملاحظة؟**نص, **(см.)**текст, слово**(см.)**',
      '«हिन्दी।»पाठ, «ملاحظة؟»نص, «(см.)»текст, слово«(см.)»',
    ],
    ['**`code`**的，**[链接](https://e.test)**的', '«code»的，«链接»的'],
    ['**注意**：请', '«注意»：请'],
    ['**a**b**c**', '«a»b«c»'],
    ['Sales _grew by 50%_ in May, and __Save 20%__.', 'Sales ‹grew by 50%› in May, and «Save 20%».'],
    ['_Costs in $_ and _me@_; __A &__', '‹Costs in $› and ‹me@›; «A &amp;»'],
  ])('%j is %j', (text, words) => {
    expect(marked(text)).toBe(words)
    expect(grown(text, everyLength(text, 1))).toBe(inOne(text))
  })

  test.each([
    'f(x)*b + (c)*d',
    'f(x)**2 + g(x)**2',
    '2 * (3) * 4',
    'snake_case_name and __init__.py_x',
    'f(*args, **kwargs)',
    'f(*args,**kwargs) and f(*a,*b)',
    'a.*b.*c',
    '这是_强调_文本',
    '** 空 **',
    'PowerShell: $_.Name and $_.Length, Perl: my ($a) = @_; f(@_);',
    '%_.a and %_.b, &_(x) &_(y)',
    '$_user_ and @_name_',
  ])('%j has no emphasis', (text) => {
    expect(inOne(text)).not.toMatch(/<(?:em|strong)>(?!init)/)
  })
})
