import { useState } from 'react'
import { harmCategories, levelOf, safetyLevels } from '../../request/safety.ts'
import type { HarmCategory } from '../../request/settings/table.ts'
import { useDoc, useSettings } from '../../state/documents/documents.ts'
import { Slider } from '../../ui/Slider.tsx'
import { Row } from './Row.tsx'
import { Section } from './Section.tsx'
import { words } from './words.ts'

const stops = safetyLevels.map((_, index) => index)

/** The four categories. What the level under the pointer or the focus does stands in a line kept for it. */
export function Safety() {
  const { set: setRow } = useDoc().settings
  const safety = useSettings((state) => state.safety)
  const [shown, setShown] = useState<HarmCategory | null>(null)
  const set = Object.keys(safety).length
  const level = shown && safetyLevels[levelOf(safety[shown])]
  return (
    <Section title="Safety" note={set ? `${set} of ${harmCategories.length} set` : undefined}>
      {harmCategories.map(({ category, title }) => {
        const threshold = safety[category]
        const index = levelOf(threshold)
        const { word = '', effect = '' } = safetyLevels[index] ?? {}
        const touched = threshold !== undefined
        return (
          <div
            key={category}
            onPointerEnter={() => setShown(category)}
            onFocus={() => setShown(category)}
            className="contents"
          >
            <Row
              title={title}
              wire={category}
              touched={touched}
              tight
              onUseDefault={() => setRow(`safety.${category}`, undefined)}
              note={
                <span className={touched ? 'text-ink' : undefined}>
                  {word}
                  <span className="sr-only">. {effect}</span>
                </span>
              }
            >
              {(saidId) => (
                <Slider
                  label={title}
                  value={index}
                  min={0}
                  max={safetyLevels.length - 1}
                  step={1}
                  notches={stops}
                  defaultValue={0}
                  touched={touched}
                  valueText={word}
                  describedBy={saidId}
                  onChange={(next) => setRow(`safety.${category}`, safetyLevels[next]?.threshold)}
                />
              )}
            </Row>
          </div>
        )
      })}
      <p className="min-h-8 pt-0.5 text-wire text-mute">
        {level ? `${level.word}: ${level.effect}` : words.threshold}
      </p>
    </Section>
  )
}
