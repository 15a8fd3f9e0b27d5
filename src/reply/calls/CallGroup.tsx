import { Suspense, use } from 'react'
import { JsonView } from '../../ui/JsonView.tsx'
import { pretty } from '../../ui/json.ts'
import { lazyPart } from '../../ui/parts.ts'
import { AskedContext, CallContext } from './context.ts'
import { Fold } from './Fold.tsx'
import type { ReactNode } from 'react'
import type { FunctionCall } from '../../gemini/types.ts'

// With the validator.
const ArgumentCheck = lazyPart(() => import('./ArgumentCheck.tsx'))

/** A call: its arguments, whether they fit what was declared, and what is known of it where it is shown. */
export function CallGroup({ call, at }: { call: FunctionCall; at: number }) {
  const asked = use(AskedContext)
  const { note, result, actions, folded = false } = use(CallContext)?.(call, at) ?? {}
  const { name = '', args = {} } = call
  const check = asked && (
    <Suspense fallback={null}>
      <ArgumentCheck call={call} asked={asked} />
    </Suspense>
  )
  return (
    <Fold title="Function call" name={name} value={args} note={note} folded={folded}>
      {(open) =>
        open ? (
          <div className={`grid gap-x-4 gap-y-2 ${result ? '@min-[560px]:grid-cols-2' : ''}`}>
            <div className="flex min-w-0 flex-col gap-2">
              {result ? (
                <Titled title="Arguments">
                  <JsonView text={pretty(args)} />
                </Titled>
              ) : (
                <Box>
                  <JsonView text={pretty(args)} />
                </Box>
              )}
              {check}
              {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
            </div>
            {result && <div className="min-w-0">{result}</div>}
          </div>
        ) : (
          check
        )
      }
    </Fold>
  )
}

function Box({ children }: { children: ReactNode }) {
  return <div className="rounded-control bg-sunk px-4 py-3">{children}</div>
}

/** JSON in a box under its title. */
export function Titled({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <p className="text-ui text-ink">{title}</p>
      <Box>{children}</Box>
    </div>
  )
}
