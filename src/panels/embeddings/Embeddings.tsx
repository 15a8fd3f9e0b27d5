/**
 * The Embeddings workspace: texts and settings at the left, matrix and map in the middle, neighbours at the right.
 * What runs and what it found live in `state/embedding`, so leaving the workspace stops nothing.
 * `App.tsx` imports this file; nothing else does.
 */
import { useEffect, useRef } from 'react'
import { followBackend } from '../../state/embedding/models.ts'
import { embed, isActive, stopJob, useJob, useResult } from '../../state/embedding/run.ts'
import { loadReplacedSetup } from '../../state/embedding/sharing.ts'
import { loadSetup } from '../../state/embedding/setup.ts'
import { useCommand } from '../../state/shell/commands.ts'
import { useSession } from '../../state/connection/session.ts'
import { Blank } from './Blank.tsx'
import { ChangedSince } from './ChangedSince.tsx'
import { KeyInTexts } from './KeyInTexts.tsx'
import { MapPane } from './MapPane.tsx'
import { MatrixPane } from './MatrixPane.tsx'
import { Neighbours } from './Neighbours.tsx'
import { OneVector } from './OneVector.tsx'
import { Parts } from './Parts.tsx'
import { RunReport } from './RunReport.tsx'
import { ServiceJobs } from './ServiceJobs.tsx'
import { Spoken } from './Spoken.tsx'
import { TextsPane } from './TextsPane.tsx'

export default function Embeddings() {
  const result = useResult()
  const column = useRef<HTMLDivElement>(null)
  const active = useJob(isActive)
  const backend = useSession((state) => state.backend)
  useEffect(() => {
    void loadSetup().then(() => followBackend(backend))
    void loadReplacedSetup()
  }, [backend])
  useCommand({ id: 'run', title: 'Embed', keys: 'Mod+Enter', run: () => void embed() })
  useCommand({ id: 'stop', title: 'Stop embedding', keys: 'Esc', run: stopJob }, active)
  return (
    <div className="@container h-full overflow-y-auto wide:overflow-hidden">
      <div className="flex flex-col wide:grid wide:h-full wide:grid-cols-[304px_minmax(0,1fr)] @min-[1280px]:grid-cols-[256px_minmax(0,1fr)_300px] @min-[1420px]:grid-cols-[304px_minmax(0,1fr)_360px]">
        <TextsPane />
        <div ref={column} className="min-h-0 min-w-0 wide:overflow-y-auto @min-[1280px]:contents">
          {result && result.items.length > 1 && <Parts column={column} />}
          <div className="flex min-h-0 min-w-0 flex-col border-line wide:border-r @min-[1280px]:h-full @min-[1280px]:overflow-y-auto">
            <RunReport />
            <ServiceJobs />
            {result && <ChangedSince result={result} />}
            {result?.items.length === 1 ? (
              <OneVector result={result} />
            ) : result ? (
              <>
                <MatrixPane key={result.id} result={result} />
                <MapPane key={`map ${result.id}`} result={result} />
              </>
            ) : (
              <Blank />
            )}
          </div>
          <Neighbours result={result} />
        </div>
      </div>
      <KeyInTexts />
      <Spoken />
    </div>
  )
}
