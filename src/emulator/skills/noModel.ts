/** What everything gets that no skill understood: the truth, and what would work. */
import { asList, nearest } from './examples.ts'
import { worded } from './skill.ts'

const inLanguage: Record<string, string> = {
  french:
    'Pour cela, il faut un modèle de langage, et la démonstration n’en a pas : c’est un petit programme dans cet onglet. Avec une clé d’API, la même requête va à Gemini.',
  german:
    'Das braucht ein Sprachmodell, und die Demo hat keines: Sie ist ein kleines Programm in diesem Tab. Mit einem API-Schlüssel geht dieselbe Eingabe an Gemini.',
  spanish:
    'Para eso hace falta un modelo de lenguaje, y la demostración no lo tiene: es un pequeño programa en esta pestaña. Con una clave de API, la misma petición va a Gemini.',
  italian:
    'Per questo serve un modello linguistico, e la dimostrazione non ne ha: è un piccolo programma in questa scheda. Con una chiave API la stessa richiesta va a Gemini.',
  portuguese:
    'Isso pede um modelo de linguagem, e a demonstração não tem nenhum: é um pequeno programa neste separador. Com uma chave de API, o mesmo pedido vai para o Gemini.',
  dutch:
    'Daarvoor is een taalmodel nodig, en de demonstratie heeft er geen: het is een klein programma in dit tabblad. Met een API-sleutel gaat dezelfde vraag naar Gemini.',
  japanese:
    'それには言語モデルが必要ですが、このデモにはありません。このタブで動く小さなプログラムです。API キーを使うと、同じプロンプトが Gemini に送られます。',
  chinese:
    '这需要语言模型，而此演示没有：它只是此标签页中的一个小程序。使用 API 密钥，同样的提示会发送到 Gemini。',
}

/**
 * The calm answer that there is no language model here, with the three nearest examples.
 * @param instruction the system instruction: a language it asks for is spoken, as far as this one answer goes
 */
export function noModel(prompt: string, instruction: string, variant: number): string {
  const found = nearest(prompt)
  const language = Object.keys(inLanguage).find((name) => new RegExp(`\\b${name}\\b`, 'i').test(instruction))
  const said = language
    ? (inLanguage[language] ?? '')
    : worded(
        variant,
        'That takes a language model, and the demo has none: it is a small program in this tab. With an API key the same prompt goes to Gemini.',
        'There is no language model here to answer that, only the demo, a small program. Add an API key, and Gemini gets this very prompt.',
        'The demo is a small program without a language model, so it leaves this one to Gemini: all it takes is an API key.',
      )
  const told =
    instruction && !language ? ' The system instruction arrived too, and waits for a model as well.' : ''
  const lead = worded(
    variant,
    'What it can do, nearest first:',
    'What works without one:',
    'Until then, it can really do these:',
  )
  return `${said}${told}\n\n${lead}\n\n${asList(found)}`
}
