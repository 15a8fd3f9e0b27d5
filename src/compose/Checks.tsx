import { useEffect, useRef } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { passFocus } from '../ui/passFocus.ts'
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

interface FixProps {
  title: string
  onPress: () => void
}

/** Goes with what it has mended; the focus then goes on to the next fix, or to Run. */
function Fix({ title, onPress }: FixProps) {
  const place = useRef<HTMLSpanElement>(null)
  const pressed = useRef(false)
  useEffect(() => {
    const list = place.current?.closest('ul')
    return () => {
      if (pressed.current)
        passFocus(list?.querySelector('button'), document.querySelector('[data-run] button'))
    }
  }, [])
  return (
    <span
      ref={place}
      className="justify-self-start py-0.5 @min-[400px]:col-start-2 @min-[400px]:row-start-1 @min-[400px]:py-0"
    >
      <Button
        size={24}
        variant="bordered"
        onClick={() => {
          pressed.current = true
          onPress()
        }}
      >
        Fix: {title}
      </Button>
    </span>
  )
}

/** What is wrong or wasted in the request as it stands. Nothing is drawn where nothing is. */
export function Checks({ findings, onFix }: Props) {
  if (findings.length === 0) return null
  return (
    // A few at a time in a low window: what is written and what was said come first.
    <ul aria-label="Checks" className="@container max-h-[max(2.75rem,16dvh)] shrink-0 overflow-y-auto">
      {findings.map(({ severity, path, says, fix }) => {
        const { word, tone, icon } = looks[severity]
        return (
          <li
            key={`${path} ${says}`}
            className="grid min-h-11 items-center gap-x-2 py-0.5 text-label @min-[400px]:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span className="flex h-6 min-w-0 items-center gap-2">
              <span className={`flex items-center gap-1.5 font-semibold ${tone}`}>
                <Icon name={icon} size={14} />
                {`${word} `}
              </span>
              <span className="min-w-0 truncate font-mono" title={path}>
                {`${path} `}
              </span>
            </span>
            <span className="text-soft @min-[400px]:col-span-2">{`${says} `}</span>
            {fix && <Fix title={fix.title} onPress={() => onFix(fix.change)} />}
          </li>
        )
      })}
    </ul>
  )
}
