import { useCommand } from '../../state/shell/commands.ts'
import { runPrompt, stopPrompt, useLastPromptRun } from '../../state/prompt/promptRun.ts'
import { Button } from '../../ui/Button.tsx'
import { firstClick } from '../../ui/firstClick.ts'
import { Icon } from '../../ui/Icon.tsx'
import { pictures } from './pictures.ts'

const apple = /Mac|iPhone|iPad/.test(navigator.platform)

/** With all its pictures: one that is still being read is waited for. */
const press = () => pictures.press(() => void runPrompt())

/** Run, or Stop while running: one place, one width, one element, so that the focus stays. */
export function RunButton() {
  const running = useLastPromptRun((run) => run.ending === null) === true
  useCommand({ id: 'run', title: 'Run prompt', keys: 'Mod+Enter', run: press })
  useCommand({ id: 'stop', title: 'Stop the run', keys: 'Esc', run: stopPrompt }, running)
  return (
    <div data-run className="grid w-24">
      <Button
        variant={running ? 'bordered' : 'primary'}
        onClick={firstClick(() => (running ? stopPrompt() : press()))}
      >
        {running && <Icon name="stop" size={12} />}
        <span>{running ? 'Stop' : 'Run'}</span>
        <span aria-hidden="true" className="hidden text-label font-normal opacity-90 narrow:inline">
          {running ? 'Esc' : apple ? '⌘ ↵' : 'Ctrl ↵'}
        </span>
      </Button>
    </div>
  )
}
