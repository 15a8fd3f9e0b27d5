import { Dialog } from '../../ui/Dialog.tsx'
import { keysOf } from './keyboard.ts'
import { words } from './words.ts'

const shortcuts = [
  ['Run, Send or Embed', 'Mod+Enter'],
  ['Stop', 'Esc'],
  ['Previous answer in Prompt', 'Alt+PageUp'],
  ['Next answer in Prompt', 'Alt+PageDown'],
  ['Command palette', 'Mod+K'],
  ['Inspector', 'Mod+.'],
  ['This list', '?'],
  ['Step through the chunks of a focused stream strip', '← →'],
] as const

/** Every key of the page in one place. */
export default function Shortcuts({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" open={open} onClose={onClose}>
      <dl>
        {shortcuts.map(([what, keys]) => (
          <div
            key={what}
            className="flex min-h-8 items-center justify-between gap-4 border-b border-line last:border-0"
          >
            <dt className="text-ui text-soft">{what}</dt>
            <dd>
              <kbd className="whitespace-nowrap rounded-chip border border-line bg-panel px-1.5 py-0.5 font-mono text-label">
                {keysOf(keys)}
              </kbd>
            </dd>
          </div>
        ))}
      </dl>
      <p className="pt-3 text-label text-mute">{words.keys}</p>
    </Dialog>
  )
}
