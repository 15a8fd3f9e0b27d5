import { voices } from '../../request/settings/options.ts'
import { Button } from '../../ui/Button.tsx'
import { Combobox } from '../../ui/Combobox.tsx'
import { fieldLook } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Row } from './Row.tsx'
import { words } from './words.ts'
import type { SpeakerVoice } from '../../request/settings/editors.ts'
import type { RowProps } from './Row.tsx'

interface Props extends RowProps {
  /** Undefined: one voice speaks everything. */
  value: readonly SpeakerVoice[] | undefined
  most: number
  /** Whether the model reads the style in a field of its own; else it stands in the prompt. */
  styled: boolean
  /** Of the one voice, which the first speaker gets. */
  voice: string | undefined
  onChange: (value: SpeakerVoice[] | undefined) => void
}

const none: readonly SpeakerVoice[] = []
const names = ['Kore', 'Puck']
const options = voices.map((value) => ({ value }))
const cell = `h-11 min-w-0 narrow:h-7 narrow:text-label ${fieldLook}`

/** Who speaks in a dialogue, with which voice and how. Each line of the prompt begins with its speaker: `Joe: Hello.` */
export function SpeakersRow({ value: given, most, styled, voice, onChange, ...row }: Props) {
  const value = given ?? none
  const change = (at: number, to: Partial<SpeakerVoice>) =>
    onChange(
      value.map((one, index) => {
        const { style, ...rest } = { ...one, ...(index === at && to) }
        return style ? { ...rest, style } : rest
      }),
    )
  const add = () => {
    const number = value.length + 1
    const own = (number === 1 ? voice : undefined) ?? names[(number - 1) % names.length] ?? 'Kore'
    onChange([...value, { speaker: `Speaker ${number}`, voice: own }])
  }
  const remove = (at: number) => {
    const rest = value.filter((_, index) => index !== at)
    onChange(rest.length > 0 ? rest : undefined)
  }
  return (
    <div className={value.length > 0 ? 'pb-1' : undefined}>
      <Row
        {...row}
        note={value.length > 0 ? (row.note ?? words.lines) : row.note}
        touched={value.length > 0}
        fallback={value.length > 0 ? undefined : words.oneVoice}
        fallbackShown
        onUseDefault={() => onChange(undefined)}
      >
        {() => (
          <span className="ml-auto">
            <Button
              size={24}
              icon={<Icon name="plus" size={14} />}
              disabled={value.length >= most}
              onClick={add}
            >
              Add speaker
            </Button>
          </span>
        )}
      </Row>
      {value.length > 0 && (
        <table aria-label={row.title} className="w-full table-fixed border-separate border-spacing-x-1">
          <thead>
            <tr className="text-left text-wire text-mute">
              <th scope="col" className="font-normal">
                Speaker
              </th>
              <th scope="col" className="font-normal">
                Voice
              </th>
              <th scope="col" className="font-normal">
                Style
              </th>
              <th className="w-11 narrow:w-6">
                <span className="sr-only">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {value.map((one, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a row is its place: two may be alike while they are written
              <tr key={at}>
                <td>
                  <input
                    aria-label="Speaker"
                    value={one.speaker}
                    maxLength={200}
                    spellCheck={false}
                    autoComplete="off"
                    onChange={(event) => change(at, { speaker: event.currentTarget.value })}
                    className={cell}
                  />
                </td>
                <td>
                  <Combobox
                    labelHidden
                    label="Voice"
                    value={one.voice}
                    options={options}
                    allowOther
                    onChange={(next) => change(at, { voice: next.slice(0, 200) })}
                  />
                </td>
                <td>
                  <input
                    aria-label="Style"
                    value={one.style ?? ''}
                    maxLength={2000}
                    disabled={!styled && one.style === undefined}
                    placeholder={styled ? 'curious' : words.styleInPrompt}
                    title={styled ? undefined : words.styleHint}
                    onChange={(event) => change(at, { style: event.currentTarget.value })}
                    className={cell}
                  />
                </td>
                <td>
                  <IconButton
                    size={24}
                    label={`Remove speaker ${at + 1}`}
                    icon={<Icon name="cross" size={14} />}
                    onClick={() => remove(at)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
