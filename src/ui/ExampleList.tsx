import { Icon } from './Icon.tsx'

interface Example {
  title: string
  /** One line under the title. */
  about: string
}

interface Props<T extends Example> {
  examples: readonly T[]
  onOpen: (example: T) => void
}

/** Rows to begin with, each a button: what an empty workspace offers. */
export function ExampleList<T extends Example>({ examples, onOpen }: Props<T>) {
  return (
    <ul aria-label="Examples" className="-mx-2 mt-3 divide-y divide-line">
      {examples.map((example) => (
        <li key={example.title}>
          <button
            type="button"
            onClick={() => onOpen(example)}
            className="flex min-h-13 w-full cursor-pointer items-center gap-2 px-2 py-1.5 text-left transition-colors duration-80 hover:bg-hover"
          >
            <span className="min-w-0 flex-1">
              <span className="block font-semibold">{example.title}</span>
              <span className="block text-label text-mute">{example.about}</span>
            </span>
            <span className="text-soft">
              <Icon name="chevron-right" />
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
