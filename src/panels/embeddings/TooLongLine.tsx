import { Icon } from '../../ui/Icon.tsx'
import { count } from './figures.ts'
import type { InputLimit } from '../../state/embedding/limits.ts'
import type { TooLong } from './useTooLong.ts'

const named = 5

interface Props {
  model: string
  limit: InputLimit
  texts: readonly TooLong[]
}

/** Says before anything is sent of which texts the model would read the beginning alone. */
export function TooLongLine({ model, limit, texts }: Props) {
  const more = texts.length - named
  return (
    <div role="status" aria-label="Texts too long">
      {texts.length > 0 && (
        <p className="flex gap-2 border-t border-line px-4 py-1 text-label text-caution">
          <span className="pt-0.5">
            <Icon name="warning" size={12} />
          </span>
          <span className="min-w-0">
            {texts.length === 1 ? 'Text' : 'Texts'}{' '}
            {texts
              .slice(0, named)
              .map(({ index, tokens, exact }) => `${count(index + 1)} (${figure(tokens, exact)})`)
              .join(', ')}
            {more > 0 && ` and ${count(more)} more`}: {model} reads {count(limit.tokens)} tokens of a text
            {limit.from === 'name' && ', as documented; its own record does not say'}. The API cuts off the
            rest without a word, or refuses the text.
          </span>
        </p>
      )}
    </div>
  )
}

/** An estimate has two figures that mean something. */
const figure = (tokens: number, exact: boolean) =>
  exact ? `${count(tokens)} tokens` : `about ${count(Number(tokens.toPrecision(2)))} tokens`
