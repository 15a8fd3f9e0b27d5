import { openConnection } from '../../state/connection/session.ts'
import { toggleInspector, useInspector } from '../../state/shell/inspector.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Backend } from './Backend.tsx'
import { ThemeButton } from './ThemeButton.tsx'
import { Workspaces } from './Workspaces.tsx'
import type { IconName } from '../../ui/Icon.tsx'

interface Props {
  /** Past the bar, for who goes through the page by Tab. */
  onSkip: () => void
  onShare: () => void
  onShortcuts: () => void
  onPalette: () => void
}

function InspectorButton({ words }: { words: 'always' | 'wide' }) {
  const open = useInspector((state) => state.open)
  return (
    <Button aria-pressed={open} icon={<Icon name="drawer" />} onClick={toggleInspector}>
      <span className={words === 'wide' ? 'sr-only wide:not-sr-only' : ''}>Inspector</span>
    </Button>
  )
}

function BarButton({ name, icon, onClick }: { name: string; icon: IconName; onClick: () => void }) {
  return (
    <Button title={name} aria-haspopup="dialog" icon={<Icon name={icon} />} onClick={onClick}>
      <span className="sr-only wide:not-sr-only">{name}</span>
    </Button>
  )
}

/** Name, workspaces, backend, and what belongs to every workspace. A phone gets two rows, and the rest under More. */
export function TopBar({ onSkip, onShare, onShortcuts, onPalette }: Props) {
  return (
    <header className="shrink-0 border-b border-line bg-panel">
      {/* The address stays what it is: it is the workspace. */}
      <a
        href="#skip"
        onClick={(event) => {
          event.preventDefault()
          onSkip()
        }}
        className="sr-only z-3 rounded-control bg-raised px-3 py-2 text-ui shadow-over focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="flex h-12 items-center gap-1 low:h-10 pr-2 pl-4 wide:pr-3">
        <h1 className="flex shrink-0 items-center gap-2 pr-2 text-prompt font-semibold wide:pr-4">
          <Icon name="mark" />
          <span className="sr-only narrow:not-sr-only">Playground</span>
        </h1>
        <div className="hidden h-full min-w-0 shrink narrow:block">
          <Workspaces />
        </div>
        <div className="flex min-w-0 flex-1 justify-start narrow:justify-end narrow:px-3">
          <Backend />
        </div>
        <BarButton name="Connection" icon="key" onClick={openConnection} />
        <BarButton name="Share" icon="link" onClick={onShare} />
        <div className="hidden narrow:contents">
          <InspectorButton words="wide" />
          <ThemeButton />
        </div>
        <div className="narrow:hidden">
          <IconButton label="More" icon={<Icon name="more" />} popoverTarget="bar-more" />
          <div
            id="bar-more"
            popover="auto"
            className="fixed inset-auto top-12 right-2 m-0 min-w-48 rounded-composer border border-line bg-raised p-1 text-ink shadow-over"
          >
            <div className="flex flex-col items-start">
              <InspectorButton words="always" />
              <Button icon={<Icon name="search" />} onClick={onPalette}>
                Command palette
              </Button>
              <Button icon={<Icon name="keyboard" />} onClick={onShortcuts}>
                Keyboard shortcuts
              </Button>
              <ThemeButton words />
            </div>
          </div>
        </div>
      </div>
      <div className="h-11 px-1.5 narrow:hidden">
        <Workspaces />
      </div>
    </header>
  )
}
