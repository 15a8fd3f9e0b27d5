import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense, useEffect, useRef, useState } from 'react'
import { closeInspector, toggleInspector, useInspector } from './state/shell/inspector.ts'
import { setSettingsOpen, useLayout } from './state/shell/layout.ts'
import { registerCommand, useCommand } from './state/shell/commands.ts'
import { queries } from './state/connection/queries.ts'
import { closeConnection, openConnection, useSession } from './state/connection/session.ts'
import { nextTheme, setTheme, theme } from './state/shell/theme.ts'
import { DocContext } from './state/documents/documents.ts'
import { clearFragment, goTo, titles, useWorkspace, workspaces } from './state/shell/workspace.ts'
import { workspaceTable } from './workspaces.tsx'
import { InspectorPane } from './panels/shell/InspectorPane.tsx'
import { SettingsLine } from './panels/shell/SettingsLine.tsx'
import { StorageLine } from './panels/shell/StorageLine.tsx'
import { SettingsPane } from './panels/shell/SettingsPane.tsx'
import { TopBar } from './panels/shell/TopBar.tsx'
import { useKeyboard, usePastedKey } from './panels/shell/keyboard.ts'
import { useShared } from './panels/shell/shared.ts'
import { useSystemDark, useWide } from './ui/screen.ts'
import { DialogBoundary, ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { Icon } from './ui/Icon.tsx'
import { lazyPart } from './ui/parts.ts'
import type { ReactNode } from 'react'

// Only what takes the first prompt is in the first load.
const RunSettings = lazyPart(() => import('./compose/settings/RunSettings.tsx'))
const Connection = lazyPart(() => import('./panels/connection/Connection.tsx'))
const BeforeShared = lazyPart(async () => ({
  default: (await import('./panels/share/BeforeShared.tsx')).BeforeShared,
}))
const Share = lazyPart(() => import('./panels/share/Share.tsx'))
const OpenShared = lazyPart(() => import('./panels/share/OpenShared.tsx'))
const Palette = lazyPart(() => import('./panels/shell/Palette.tsx'))
const Shortcuts = lazyPart(() => import('./panels/shell/Shortcuts.tsx'))

/** Long after everything that somebody waits for. */
const CLEAN_UP_AFTER_MS = 20_000

/** Nobody waits for it: what fails today is tried again tomorrow. */
async function cleanUp(): Promise<void> {
  try {
    const { cleanUp: clean } = await import('./state/cleanUp.ts')
    await clean()
  } catch {
    // As above.
  }
}

/** Without them the page keeps the faces it has. */
async function loadType(): Promise<void> {
  try {
    const { loadFonts } = await import('./ui/loadFonts.ts')
    await loadFonts()
  } catch {
    // As above.
  }
}

type Overlay = 'share' | 'palette' | 'shortcuts'

function useShellCommands(show: (overlay: Overlay) => void, toggleSettings: () => void): void {
  const systemDark = useSystemDark()
  useEffect(() => {
    const leave = workspaces.map((id) =>
      registerCommand({ id: `go-${id}`, title: `Go to ${titles[id]}`, run: () => goTo(id) }),
    )
    return () => leave.forEach((one) => one())
  }, [])
  useCommand({ id: 'connection', title: 'Open Connection', run: openConnection })
  useCommand({ id: 'share', title: 'Open Share', run: () => show('share') })
  useCommand({ id: 'inspector', title: 'Show or hide the Inspector', keys: 'Mod+.', run: toggleInspector })
  useCommand({ id: 'settings', title: 'Show or hide Run settings', run: toggleSettings })
  useCommand({
    id: 'theme',
    title: 'Change the theme',
    run: () => setTheme(nextTheme(theme.getState().theme, systemDark)),
  })
  useCommand({ id: 'shortcuts', title: 'Keyboard shortcuts', keys: '?', run: () => show('shortcuts') })
  useCommand({ id: 'palette', title: 'Command palette', keys: 'Mod+K', run: () => show('palette') })
}

/** A dialog that loads when it is opened, and fails alone. */
function DialogPart(props: { title: string; onClose: () => void; children: ReactNode }) {
  const { children, ...rest } = props
  return (
    <DialogBoundary {...rest}>
      <Suspense fallback={null}>{children}</Suspense>
    </DialogBoundary>
  )
}

function Frame() {
  const workspace = useWorkspace()
  const wide = useWide()
  const beside = useLayout((state) => state.settingsOpen)
  const inspecting = useInspector((state) => state.open)
  const asking = useSession((state) => state.asking !== null)
  // Beside the work this follows the focus: a window that becomes narrow takes neither a field nor a dialog from under it.
  const [drawer, setDrawer] = useState(false)
  const main = useRef<HTMLElement>(null)
  // The settings are asked for once the prompt takes text, so that they do not stand in its way.
  const [taking, setTaking] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setTaking(true))
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    const timer = setTimeout(() => void cleanUp(), CLEAN_UP_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  useKeyboard()
  usePastedKey()

  const { Panel, Traffic, doc, hasSettings } = workspaceTable[workspace]
  const settingsOpen = hasSettings && (wide ? beside : drawer)
  const toggleSettings = () => {
    setDrawer(!wide && !drawer)
    if (wide) setSettingsOpen(!beside)
  }
  const closeOverlay = () => setOverlay(null)
  useShellCommands(setOverlay, toggleSettings)
  useEffect(() => {
    document.title = `${titles[workspace]} · Gemini API Playground`
  }, [workspace])

  return (
    <DocContext value={doc}>
      <div className="flex h-dvh flex-col">
        <TopBar
          onSkip={() => main.current?.focus()}
          onShare={() => setOverlay('share')}
          onShortcuts={() => setOverlay('shortcuts')}
          onPalette={() => setOverlay('palette')}
        />
        <ErrorBoundary name="the way back from what was shared">
          <Suspense fallback={null}>{taking && <BeforeShared />}</Suspense>
        </ErrorBoundary>
        <StorageLine />
        {hasSettings && !(wide && beside) && <SettingsLine open={settingsOpen} onToggle={toggleSettings} />}
        <div className="flex min-h-0 flex-1">
          <div className="flex min-w-0 flex-1 flex-col">
            <main ref={main} tabIndex={-1} className="min-h-0 flex-1 focus-visible:outline-offset-[-2px]">
              <ErrorBoundary key={workspace} name={`the ${titles[workspace]} workspace`}>
                <Suspense fallback={<p className="p-4 text-ui text-mute">Loading {titles[workspace]}</p>}>
                  <Panel />
                </Suspense>
              </ErrorBoundary>
            </main>
            {inspecting && (
              <InspectorPane>
                <ErrorBoundary name="the Inspector">
                  <Suspense fallback={null}>
                    <Traffic onClose={closeInspector} />
                  </Suspense>
                </ErrorBoundary>
              </InspectorPane>
            )}
          </div>
          {settingsOpen && (
            <SettingsPane drawer={!wide} onClose={toggleSettings} onInUse={setDrawer}>
              <ErrorBoundary name="Run settings">
                <Suspense fallback={null}>{taking && <RunSettings />}</Suspense>
              </ErrorBoundary>
            </SettingsPane>
          )}
        </div>
        {asking && (
          <DialogPart title="Connection" onClose={closeConnection}>
            <Connection open onClose={closeConnection} />
          </DialogPart>
        )}
        {overlay === 'share' && (
          <DialogPart title="Share" onClose={closeOverlay}>
            <Share open onClose={closeOverlay} />
          </DialogPart>
        )}
        {overlay === 'palette' && (
          <DialogPart title="Command palette" onClose={closeOverlay}>
            <Palette open hasSettings={hasSettings} onClose={closeOverlay} />
          </DialogPart>
        )}
        {overlay === 'shortcuts' && (
          <DialogPart title="Keyboard shortcuts" onClose={closeOverlay}>
            <Shortcuts open onClose={closeOverlay} />
          </DialogPart>
        )}
      </div>
    </DocContext>
  )
}

/** What stands behind the question about a link: whose page this is. The rest would send. */
const Bar = () => (
  <header className="flex h-12 items-center gap-2 border-b border-line bg-panel px-4 text-prompt font-semibold">
    <Icon name="mark" />
    Gemini API Playground
  </header>
)

export function App() {
  const { shared, answered } = useShared()
  // Opening a link sends nothing, no list and no count, until the reader has answered; a page that was at work already
  // has sent its own and stays as it is.
  const [started, setStarted] = useState(!shared)
  // After what is on show first, be it the prompt or the question about a link.
  useEffect(() => {
    const timer = setTimeout(() => void loadType())
    return () => clearTimeout(timer)
  }, [])
  const done = () => {
    answered()
    setStarted(true)
  }
  return (
    <QueryClientProvider client={queries}>
      <ErrorBoundary name="the page">
        {started ? <Frame /> : <Bar />}
        {shared && (
          <DialogPart
            title="Open shared prompt"
            onClose={() => {
              clearFragment()
              done()
            }}
          >
            <OpenShared onDone={done} />
          </DialogPart>
        )}
      </ErrorBoundary>
    </QueryClientProvider>
  )
}
