import { formatBytes } from '../state/images/images.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { fileWords as words } from './words.ts'
import type { ImportAs } from '../state/images/images.ts'
import type { Outcome } from './intake.ts'
import type { Intake } from './useImageIntake.ts'

/** A folder of other things must not fill the page. */
const MOST_ROWS = 50

/**
 * What of the last batch was not taken, and why; what was taken stands in the list. And how far the present one is.
 */
export function IntakeReport({ intake }: { intake: Intake }) {
  const { outcomes, progress, unseen } = intake
  const refused = outcomes.filter(({ result }) => !result.ok)
  const added = outcomes.length - refused.length
  return (
    <>
      <div role="status" aria-label="Adding images">
        {progress && progress.total > 1 && (
          <p className="flex h-11 items-center gap-2 border-t border-line px-4 text-label text-soft narrow:h-9">
            <progress
              aria-label="Adding images"
              value={progress.done}
              max={progress.total}
              className="h-1 w-24 accent-accent"
            />
            <span className="flex-1">{words.progress(progress.done, progress.total)}</span>
            <Button size={24} onClick={intake.cancel}>
              Cancel
            </Button>
          </p>
        )}
      </div>
      {(refused.length > 0 || unseen !== null) && (
        <div className="relative flex max-h-[32dvh] min-h-0 shrink-0 flex-col border-t border-line px-4 narrow:max-h-[44dvh]">
          <div role="alert" className="flex min-h-0 flex-col">
            <p className="flex h-11 shrink-0 items-center text-ui font-semibold narrow:h-9">
              {words.added(added, outcomes.length)}
            </p>
            {unseen !== null && <p className="pb-2 text-label text-caution">{unseen}</p>}
            <ul aria-label="Files of the last batch" className="min-h-0 overflow-y-auto">
              {refused.slice(0, MOST_ROWS).map(({ key, file, result }) => (
                <Row key={key} file={file} reason={result.ok ? '' : result.reason} />
              ))}
              {refused.length > MOST_ROWS && (
                <li className="border-t border-line py-2 text-label text-mute">
                  {words.more(refused.length - MOST_ROWS)}
                </li>
              )}
            </ul>
          </div>
          <Offers intake={intake} refused={refused} />
          <div className="absolute top-0 right-2 flex h-11 items-center narrow:h-9">
            <Button size={24} onClick={intake.dismiss}>
              Dismiss
            </Button>
          </div>
        </div>
      )}
    </>
  )
}

function Row({ file, reason }: { file: File; reason: string }) {
  return (
    <li className="grid grid-cols-[16px_1fr_auto] gap-x-2 border-t border-line py-2">
      <span className="flex h-5 items-center text-fail">
        <Icon name="refused" />
      </span>
      <span className="min-w-0 text-ui wrap-anywhere">{file.name || 'pasted image'}</span>
      <span className="text-label text-mute">{formatBytes(file.size)}</span>
      <span className="col-start-2 text-label wrap-anywhere text-fail">{reason}</span>
    </li>
  )
}

const offers: Record<'convert' | 'shrink', { as: ImportAs; title: (name: string) => string }> = {
  convert: { as: 'png', title: (name) => `Convert ${name} to PNG` },
  shrink: { as: 'shrink', title: (name) => `Shrink ${name} to 2048 px` },
}

function Offers({ intake, refused }: { intake: Intake; refused: readonly Outcome[] }) {
  const open = refused.slice(0, MOST_ROWS).flatMap((outcome) => {
    const offer = outcome.result.ok ? undefined : outcome.result.offer
    return offer ? [{ outcome, ...offers[offer] }] : []
  })
  if (open.length === 0) return null
  return (
    <div className="flex max-h-24 shrink-0 flex-wrap gap-2 overflow-y-auto border-t border-line py-2">
      {open.map(({ outcome, as, title }) => (
        <Button key={outcome.key} variant="bordered" size={24} onClick={() => intake.accept(outcome, as)}>
          <span className="max-w-64 truncate">{title(outcome.file.name)}</span>
        </Button>
      ))}
    </div>
  )
}
