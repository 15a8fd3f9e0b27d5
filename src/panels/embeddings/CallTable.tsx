import { seconds, size } from '../../ui/figures.ts'
import { showExchange } from '../../state/embedding/wire.ts'
import { codeOf } from '../../runs/failure.ts'
import type { EmbeddingCall } from '../../state/embedding/wire.ts'

const figure = 'px-2 text-right whitespace-nowrap'

/** Embeddings come in one piece and not in a stream: here a row is a call, with the time it left and what it took. */
export function CallTable({
  exchanges,
  shown,
}: {
  exchanges: readonly EmbeddingCall[]
  shown: EmbeddingCall
}) {
  const began = exchanges[0]?.at ?? 0
  return (
    <div className="h-full overflow-auto">
      <table aria-label="Calls" className="w-full text-label">
        <thead className="sticky top-0 bg-panel text-mute">
          <tr className="h-7">
            <th className={`${figure} w-12 font-normal`}>#</th>
            <th className="px-2 text-left font-normal">Call</th>
            <th className={`${figure} font-normal`}>Sent, s</th>
            <th className={`${figure} font-normal`}>Took</th>
            <th className={`${figure} font-normal`}>Bytes</th>
            <th className="px-2 text-left font-normal">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {exchanges.map(({ id, what, at, elapsed, chunks, ending }, place) => (
            <tr
              key={id}
              aria-current={id === shown.id || undefined}
              className="h-6 hover:bg-hover aria-[current]:bg-accent-wash"
            >
              <td className={`${figure} text-mute`}>{place + 1}</td>
              <td className="p-0">
                <button
                  type="button"
                  onClick={() => showExchange(id)}
                  className="h-11 w-full cursor-pointer px-2 text-left focus-visible:-outline-offset-2 narrow:h-6"
                >
                  {what}
                </button>
              </td>
              <td className={figure}>{((at - began) / 1000).toFixed(3)}</td>
              <td className={figure}>{elapsed === null ? '' : seconds(elapsed)}</td>
              <td className={figure}>{chunks[0] && size(chunks[0].bytes)}</td>
              <td className={`px-2 ${ending?.kind === 'failed' ? 'font-mono text-fail' : 'text-mute'}`}>
                {ending?.kind === 'failed' ? codeOf(ending.failure) : ending ? 'received' : 'under way'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
