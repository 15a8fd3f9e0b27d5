import { stepPromptRun, usePromptPlace } from '../../state/prompt/promptRun.ts'
import { useCommand } from '../../state/shell/commands.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useTwoWays } from '../../ui/useTwoWays.ts'

const earlier = () => void stepPromptRun(-1)
const later = () => void stepPromptRun(1)

/** The way through the last answers of this tab, so that pressing Run loses none; nothing where there is only one. */
export default function EarlierAnswers() {
  const at = usePromptPlace()
  const hasEarlier = at !== null && at.place > 1
  const hasLater = at !== null && at.place < at.count
  useCommand({ id: 'earlier', title: 'Previous answer', keys: 'Alt+PageUp', run: earlier }, hasEarlier)
  useCommand({ id: 'later', title: 'Next answer', keys: 'Alt+PageDown', run: later }, hasLater)
  const [previous, next] = useTwoWays()
  if (!at) return null
  return (
    <div role="group" aria-label="Answers of this prompt" className="flex items-center text-label text-mute">
      <IconButton
        size={24}
        {...previous}
        label="Previous answer"
        icon={<Icon name="chevron-left" />}
        disabled={!hasEarlier}
        onClick={earlier}
      />
      <span className="whitespace-nowrap">
        {at.place} / {at.count}
      </span>
      <IconButton
        size={24}
        {...next}
        label="Next answer"
        icon={<Icon name="chevron-right" />}
        disabled={!hasLater}
        onClick={later}
      />
    </div>
  )
}
