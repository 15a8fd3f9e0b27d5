import { useMemo, useState } from 'react'
import { minimumForUmap, setView, useView } from '../../state/embedding/view.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { MapCanvas } from './MapCanvas.tsx'
import { groupColour, groupGlyph } from './mapDrawing.ts'
import { useAsk } from './useAsk.ts'
import { useMapPoints } from './useMapPoints.ts'
import { words } from './words.ts'
import type { Result } from '../../state/embedding/analysis.ts'
import type { Projection } from './useMapPoints.ts'

type Colouring = 'None' | 'Cluster' | 'Label'

/** More groups than colours and shapes could tell apart. */
const mostLabels = 16

/** Near is similar: all texts on a plane, the selection shared with matrix and list. */
export function MapPane({ result }: { result: Result }) {
  const [projection, setProjection] = useState<Projection>('PCA')
  const [colouring, setColouring] = useState<Colouring>('None')
  const [lasso, setLasso] = useState(false)
  const chosen = useView((view) => view.chosen)
  const { points, variance, progress, problem } = useMapPoints(result, projection)
  const groups = useGroups(result, colouring)
  const labelled = result.items.some(({ label }) => label)
  return (
    <section
      aria-label="Map of the texts"
      data-part="map"
      className="flex min-h-90 scroll-mt-9 flex-col border-t border-line wide:min-h-75 wide:flex-[1_0_300px]"
    >
      <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 px-4 pt-2 narrow:px-5">
        <h2 className="text-ui font-semibold">Map</h2>
        <p className="mr-auto min-w-40 flex-1 text-label text-mute narrow:truncate narrow:pl-2">
          {projection === 'PCA' ? variance !== null && words.pca(Math.round(variance * 100)) : words.umap}
        </p>
        {progress !== null && (
          <span className="flex items-center gap-2 text-label text-mute">
            <span
              role="progressbar"
              aria-label="UMAP progress"
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={Math.round(progress * 100)}
            >
              {Math.round(progress * 100)}%
            </span>
            <Button size={24} onClick={() => setProjection('PCA')}>
              Cancel
            </Button>
          </span>
        )}
        <Select
          label="Projection"
          labelHidden
          size={24}
          value={projection}
          options={result.items.length < minimumForUmap ? ['PCA'] : ['PCA', 'UMAP']}
          onChange={(value) => setProjection(value as Projection)}
        />
        <Select
          label="Colour by"
          labelHidden
          size={24}
          value={colouring}
          options={[
            { value: 'None', label: 'One colour' },
            { value: 'Cluster', label: 'By cluster' },
            ...(labelled ? [{ value: 'Label', label: 'By label' }] : []),
          ]}
          onChange={(value) => setColouring(value as Colouring)}
        />
        <Button size={24} aria-pressed={lasso} onClick={() => setLasso(!lasso)}>
          Lasso
        </Button>
        {chosen.size > 1 && (
          <Button size={24} onClick={() => setView({ chosen: new Set() })}>
            Clear {chosen.size}
          </Button>
        )}
      </div>
      {groups && groups.names.length > 0 && <Legend names={groups.names} />}
      {problem && (
        <p role="alert" className="px-5 text-fail">
          {problem}
        </p>
      )}
      <MapCanvas
        key={projection}
        result={result}
        points={points}
        settling={progress !== null}
        groups={groups?.of ?? null}
        lasso={lasso}
      />
    </section>
  )
}

function Legend({ names }: { names: readonly string[] }) {
  return (
    <ul
      aria-label="Colours of the map"
      className="flex flex-wrap gap-x-3 px-4 pt-1 text-label text-mute narrow:px-5"
    >
      {names.map((name, group) => (
        <li key={name} className="flex items-center gap-1.5">
          <span aria-hidden="true" style={{ color: groupColour(group) }}>
            {groupGlyph(group)}
          </span>
          {name}
        </li>
      ))}
    </ul>
  )
}

function useGroups(
  { id, used, items }: Result,
  colouring: Colouring,
): { of: Int32Array; names: readonly string[] } | null {
  const clusters = useAsk('clusters', {}, colouring === 'Cluster' ? `${id} ${used} clusters` : null)
  const labels = useMemo(() => {
    if (colouring !== 'Label') return null
    const names = [...new Set(items.map(({ label }) => label ?? 'no label'))]
    const places = new Map(names.map((name, at) => [name, at]))
    return { of: Int32Array.from(items, ({ label }) => places.get(label ?? 'no label')!), names }
  }, [items, colouring])
  const found = clusters.output
  const numbered = useMemo(
    () =>
      found && { of: found.of, names: Array.from({ length: found.count }, (_, at) => `Cluster ${at + 1}`) },
    [found],
  )
  if (colouring === 'Cluster') return numbered
  return labels && { of: labels.of, names: labels.names.slice(0, mostLabels) }
}
