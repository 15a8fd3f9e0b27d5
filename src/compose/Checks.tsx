import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Change, Finding } from '../request/checks/finding.ts'

const looks = {
  error: { word: 'Error', tone: 'text-fail', icon: 'alert' },
  warning: { word: 'Warning', tone: 'text-caution', icon: 'warning' },
  note: { word: 'Note', tone: 'text-soft', icon: 'info' },
} as const

const some = (count: number, one: string) => (count === 0 ? [] : [`${count} ${one}${count === 1 ? '' : 's'}`])

/** How many there are of each kind: `1 error, 2 notes`. */
export const counted = (findings: readonly Finding[]): string =>
  (['error', 'warning', 'note'] as const)
    .flatMap((kind) => some(findings.filter(({ severity }) => severity === kind).length, kind))
    .join(', ')

interface Props {
  findings: readonly Finding[]
  onFix: (change: Change) => void
}

/** What is wrong or wasted in the request as it stands. Nothing is drawn where nothing is. */
export function Checks({ findings, onFix }: Props) {
  if (findings.length === 0) return null
  return (
    <ul aria-label="Checks" className="max-h-36 shrink-0 overflow-y-auto">
      {findings.map(({ severity, path, says, fix }) => {
        const { word, tone, icon } = looks[severity]
        return (
          <li
            key={`${path} ${says}`}
            className="grid min-h-11 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 py-0.5 text-label"
          >
            <span className={`flex h-6 items-center gap-1.5 font-semibold ${tone}`}>
              <Icon name={icon} size={14} />
              {`${word} `}
            </span>
            <span className="truncate font-mono" title={path}>
              {`${path} `}
            </span>
            <span className="col-span-3 row-start-2 text-soft">{`${says} `}</span>
            {fix && (
              <Button size={24} variant="bordered" onClick={() => onFix(fix.change)}>
                Fix: {fix.title}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
