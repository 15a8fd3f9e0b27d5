import { Icon } from '../../ui/Icon.tsx'
import { count } from './figures.ts'
import { words } from './words.ts'
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
  return (
    <div role="status" aria-label="Texts too long">
      {texts.length > 0 && (
        <p className="flex gap-2 border-t border-line px-4 py-1 text-label text-caution">
          <span className="pt-0.5">
            <Icon name="warning" size={12} />
          </span>
          <span className="min-w-0">
            {words.tooLong(
              texts
                .slice(0, named)
                .map(({ index, tokens, exact }) => `${count(index + 1)} (${figure(tokens, exact)})`),
              texts.length - named,
              model,
              limit.tokens,
              limit.from === 'name',
            )}
          </span>
        </p>
      )}
    </div>
  )
}

/** An estimate has two figures that mean something. */
const figure = (tokens: number, exact: boolean) =>
  exact ? `${count(tokens)} tokens` : `about ${count(Number(tokens.toPrecision(2)))} tokens`
