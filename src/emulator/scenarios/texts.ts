/** Ordinary streams with a text worth testing an interface with. */
import { longText } from '../skills/longText.ts'
import type { Ask } from '../ask.ts'
import type { Plan } from '../plan.ts'
import { fit, Speaker } from '../speak.ts'

function plain(ask: Ask, whole: string): Plan {
  const speaker = new Speaker(ask)
  const { text, finishReason } = fit(whole, ask)
  return [
    ...speaker.think(['**Making it long**\n\nMore of the same.\n\n\n']),
    ...speaker.say(text),
    speaker.finish(finishReason),
  ]
}

export const long = async (ask: Ask) => plain(ask, longText(ask.prompt, 32_000, ask.chance))

const hostileText = `# A hostile answer

Everything below tries to do something an answer must not do. **Nothing may load, run or open by itself.**

An image: ![pixel](https://example.com/pixel.png?secret=1) and one by reference: ![by reference][img].

[img]: https://example.com/reference.png "title"

<img src="https://example.com/raw.png" onerror="document.title='executed'">
<script>document.title = 'executed'</script>
<svg onload="document.title='executed'"><circle r="4" /></svg>
<iframe src="https://example.com/frame"></iframe>
<a href="https://example.com/raw" onclick="document.title='executed'">raw link</a>
<style>body { display: none }</style>

Links: [script](JaVaScRiPt:document.title='executed'), [data](data:text/html,<script>document.title='executed'</script>),
[entities](javascript&#58;alert(1)), [file](file:///etc/passwd), [no scheme](//example.com/x), [user info](https://google.com@example.com/),
[fine](https://example.com/fine), <https://example.com/auto>, www.example.com/bare.

A link that lies: [https://www.google.com](https://example.com/phishing)

| Table | Cell |
| :-- | :-- |
| ![in a cell](https://example.com/cell.png) | <b onmouseover="document.title='executed'">bold</b> |

\`\`\`html
<script>document.title = 'only code'</script>
\`\`\`

Maths that tries: $\\href{javascript:alert(1)}{x}$ and $\\includegraphics{https://example.com/math.png}$ and $\\htmlStyle{position:fixed}{y}$

Text in the wrong direction: \u202Etxet desrever\u202C, zero width: a\u200Bb\u2060c, and a very long word: ${'unbreakable'.repeat(40)}
`

export const hostile = async (ask: Ask) => plain(ask, hostileText)
