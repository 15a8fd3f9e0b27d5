// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { draw } from './katex.ts'

test.each([
  '\\href{https://e.test}{x}',
  '\\includegraphics{https://e.test/p.png}',
  '\\htmlStyle{color: red}{x}',
])('%s, which is not trusted, has the colour of the words around it', (tex) => {
  const node = document.createElement('span')
  draw(tex, node, false)
  expect(node.textContent).toContain(tex.slice(1, 5))
  expect(node.outerHTML).not.toMatch(/#c00|rgb\(204|<a |<img /i)
})

test('what is no TeX stands as its source', () => {
  const node = document.createElement('span')
  draw('\\frac{a', node, false)
  expect(node.innerHTML).toBe('<code>\\frac{a</code>')
})
