// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { GrowingDocument } from './GrowingDocument.tsx'
import { Settled } from './Settled.tsx'
import { payloads } from './payloads.ts'

/** What would load, run, submit or lead away by itself. Our own icons are the only drawings, and hidden from readers. */
const forbidden =
  'img, picture, script, iframe, frame, object, embed, video, audio, source, track, link, meta, base, form, style, template, svg:not([aria-hidden]), math, input:not([type=checkbox]), [srcset], [src], [style], [background], [srcdoc], [formaction], [ping]'

function problemsOf(html: string): string[] {
  const holder = document.createElement('div')
  holder.innerHTML = html
  const found = [...holder.querySelectorAll(forbidden)].map((element) => element.outerHTML)
  for (const element of holder.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(`${name}=${value}`)
      if (name === 'id' && !value.startsWith('t-')) found.push(`id ${value}`)
    }
  }
  for (const link of holder.querySelectorAll('a')) {
    const href = link.getAttribute('href') ?? ''
    if (/^#t-fn(?:ref)?-/.test(href)) continue
    const safe = /^(?:https?:\/\/|mailto:)/.test(href)
    const alone =
      link.getAttribute('rel') === 'noopener noreferrer' && link.getAttribute('target') === '_blank'
    if (!safe || !alone) found.push(link.outerHTML)
  }
  return found
}

const whole = (text: string) => renderToStaticMarkup(<Settled text={text} idPrefix="t-" places={[]} />)

describe.each(payloads.map((text) => [text]))('%j', (text) => {
  test('is harmless when settled', () => {
    expect(problemsOf(whole(text))).toEqual([])
  })

  test.each([1, 2, 3])('is harmless in every view while it comes by %i characters', (step) => {
    const growing = new GrowingDocument('t-', { interval: 0, fast: 0, rest: 0 })
    for (let end = step; end < text.length + step; end += step) {
      const groups = growing.update(text.slice(0, end), end < text.length)
      expect(problemsOf(groups.map((group) => renderToStaticMarkup(group)).join(''))).toEqual([])
    }
  })
})

test('the check itself finds what it looks for', () => {
  expect(problemsOf('<img src=x onerror=alert(1)>')).toHaveLength(2)
  expect(problemsOf('<a href="javascript:alert(1)">x</a><b id="root"></b>')).toHaveLength(2)
})

test('words of a dead link and of an image stay', () => {
  expect(whole('[run](javascript:alert(1))')).toBe('<p><span>run</span></p>')
  expect(whole('![a chart](https://e.test/x.png)')).toMatch(
    /<span class="md-image">a chart <a href="https:\/\/e\.test\/x\.png"[^>]*>e\.test<\/a><\/span>/,
  )
  expect(whole('<b onclick="x()">bold</b>')).toContain('&lt;b onclick=')
})
