import { textsOf } from '../../request/draft.ts'
import { mediaIn } from '../../request/media.ts'
import { forgetLeft, swapLeft, usePrompt } from '../../state/prompt/prompt.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { words } from './words.ts'

/** What a tab that is closed by now was writing, where it differs from what stands here. */
export function LeftDrafts() {
  const left = usePrompt((state) => state.left)
  const [first] = left
  const images = mediaIn(first?.parts ?? []).length
  const text = first ? textsOf(first).find((one) => one !== '') : undefined
  return (
    <div role="status" aria-label="Draft of a closed tab" className="shrink-0 px-4">
      {first && (
        <div className="flex min-h-9 items-center gap-2 border-t border-line text-label text-soft">
          <span className="min-w-0 flex-1 truncate">
            {words.left(left.length)}{' '}
            <bdi>{text ? `“${text.slice(0, 80)}”` : `${images} image${images === 1 ? '' : 's'}`}</bdi>
          </span>
          <Button size={24} variant="bordered" title={words.swap} onClick={() => swapLeft(first)}>
            Swap
          </Button>
          <IconButton
            size={24}
            label="Delete this draft"
            icon={<Icon name="trash" />}
            onClick={() => forgetLeft(first)}
          />
        </div>
      )}
    </div>
  )
}
