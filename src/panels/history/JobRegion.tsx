import { useEffect, useState } from 'react'
import { codeOf } from '../../runs/failure.ts'
import { readCalls } from '../../state/history/calls.ts'
import { seconds, size, whole } from '../../ui/figures.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { exactly } from './when.ts'
import { words } from './run/words.ts'
import type { Press } from '../../runs/press.ts'
import type { CallHead } from '../../state/history/calls.ts'

const figure = 'px-2 text-right whitespace-nowrap'

/** An embedding job: what it was, and the heads of its calls. Its texts and vectors are not kept here. */
export default function JobRegion({ press, onClose }: { press: Press; onClose: () => void }) {
  const [calls, setCalls] = useState<readonly CallHead[]>([])
  useEffect(() => void readCalls(press.id).then(setCalls, () => undefined), [press])
  const { job, model, host, at, tokensIn, time, state } = press
  const facts = [
    ['Pressed', exactly(at)],
    ['State', state],
    ['Model', model],
    ['Task type', job?.task ?? 'API default'],
    ['Texts', whole(job?.texts ?? 0)],
    ['Tokens', tokensIn === null ? 'not said' : whole(tokensIn)],
    ['Time', time === null ? '' : seconds(time)],
    ['Host', host],
  ] as const
  return (
    <section aria-label="Run" className="flex h-full min-h-0 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-panel pr-2 pl-4 narrow:h-10">
        <h2 className="text-ui font-semibold">Run</h2>
        <p className="min-w-0 flex-1 truncate text-label text-mute">{words.job}</p>
        <IconButton label="Close" icon={<Icon name="cross" />} onClick={onClose} />
      </header>
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keyboard too
        tabIndex={0}
        className="grid min-h-0 flex-1 content-start gap-x-8 gap-y-4 overflow-auto p-4 wide:grid-cols-[20rem_1fr]"
      >
        <dl>
          {facts.map(([name, value]) => (
            <div
              key={name}
              className="flex min-h-6 items-center justify-between gap-4 border-b border-line text-label"
            >
              <dt className="text-mute">{name}</dt>
              <dd className="min-w-0 text-right wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
        {calls.length > 0 && (
          <table aria-label="Calls" className="w-full self-start text-label">
            <thead className="text-mute">
              <tr className="h-7">
                <th className="px-2 text-left font-normal">Call</th>
                <th className={`${figure} font-normal`}>Sent</th>
                <th className={`${figure} font-normal`}>Received</th>
                <th className={`${figure} font-normal`}>Took</th>
                <th className="px-2 text-left font-normal">Outcome</th>
              </tr>
            </thead>
            <tbody>
              {calls.map((call) => (
                <tr key={`${call.at} ${call.what}`} className="h-6">
                  <td className="px-2">{call.what}</td>
                  <td className={figure}>{size(call.bytesOut)}</td>
                  <td className={figure}>{size(call.bytesIn)}</td>
                  <td className={figure}>{call.elapsed === null ? '' : seconds(call.elapsed)}</td>
                  <td className={`px-2 ${call.failure ? 'font-mono text-fail' : 'text-mute'}`}>
                    {call.failure ? codeOf(call.failure) : 'received'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  )
}
