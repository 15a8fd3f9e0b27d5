import { useId } from 'react'
import { answeredBy } from '../../request/functions/inWords.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { OwnFunction } from '../../request/functions/declaration.ts'

interface Props {
  functions: readonly OwnFunction[]
  /** Index of the chosen one, whose form has its own Remove. */
  at: number
  onChoose: (index: number) => void
  onRemove: (index: number) => void
}

/** Names, and under each what answers its calls. */
export function FunctionList({ functions, at, onChoose, onRemove }: Props) {
  const id = useId()
  return (
    <ul aria-label="Functions" className="flex flex-col">
      {functions.map((one, index) => (
        <li
          key={one.declaration.name}
          className={`flex items-center border-b border-b-line border-l-2 ${index === at ? 'border-l-accent bg-accent-wash' : 'border-l-transparent hover:bg-hover'}`}
        >
          <button
            type="button"
            aria-label={one.declaration.name}
            aria-describedby={`${id}-${index}`}
            aria-current={index === at}
            onClick={() => onChoose(index)}
            className="min-w-0 flex-1 cursor-pointer px-4 py-1.5 text-left text-label"
          >
            <span className="block truncate font-mono">{one.declaration.name}</span>
            <span id={`${id}-${index}`} className="block truncate text-mute">
              {answeredBy(one)}
            </span>
          </button>
          {index !== at && (
            <IconButton
              size={24}
              label={`Remove function ${one.declaration.name}`}
              icon={<Icon name="trash" size={14} />}
              onClick={() => onRemove(index)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
