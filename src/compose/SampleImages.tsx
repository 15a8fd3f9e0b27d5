import { sampleFile, samples } from './samples.ts'
import type { Intake } from './useImageIntake.ts'

async function load(name: string): Promise<File[]> {
  try {
    return [await sampleFile(name)]
  } catch (error) {
    // An empty file is refused by name, in the place for refusals.
    if (!(error instanceof TypeError)) throw error
    return [new File([], name)]
  }
}

const isSample = (name: string) => samples.some((sample) => sample.name === name)

/** Pictures to try with, a click away, one after the other or all together. */
export function SampleImages({ intake }: { intake: Intake }) {
  const left = samples.filter(({ name }) => !intake.names.includes(name))
  if (left.length === 0 || !intake.names.every(isSample)) return null
  return (
    <div role="group" aria-label="Sample images" className="flex items-center gap-1.5">
      {left.map(({ name, about }) => (
        <button
          key={name}
          type="button"
          aria-label={`Add sample ${name}, ${about}`}
          title={`Add sample ${name}, ${about}`}
          onClick={() => intake.bring(load(name))}
          className="size-8 cursor-pointer overflow-hidden rounded-chip border border-line hover:border-edge narrow:size-6"
        >
          <img
            src={`./samples/${name}`}
            alt=""
            loading="lazy"
            decoding="async"
            className="size-full object-cover"
          />
        </button>
      ))}
    </div>
  )
}
