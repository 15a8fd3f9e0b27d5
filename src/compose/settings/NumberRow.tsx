import { NumberField, useNumberText } from '../../ui/NumberField.tsx'
import { figure } from '../../ui/number.ts'
import { Slider } from '../../ui/Slider.tsx'
import { Row } from './Row.tsx'
import { useUnread } from './useUnread.ts'
import { words } from './words.ts'
import type { RowProps } from './Row.tsx'
import type { Field } from '../../request/settings/fields.ts'
import type { NumberEditor } from '../../request/settings/editors.ts'

interface Props extends RowProps {
  field: Field
  editor: NumberEditor
  value: number | undefined
  onChange: (value: number | undefined) => void
}

/** A number, with a slider where it has a range worth sliding over. What cannot be sent stays as typed, and says why. */
export function NumberRow({ field, editor, value, onChange, ...row }: Props) {
  const { title, modelMax } = field
  const usual = typeof field.usual === 'number' ? field.usual : undefined
  const touched = value !== undefined
  const number = useNumberText({
    ...editor,
    title,
    value,
    usual,
    onChange,
    kept: useUnread(title),
    ...(modelMax !== undefined && { whose: words.ofThisModel }),
  })
  const sent = value === undefined ? words.nothingSent : words.stillSending(value)
  const beyond = modelMax !== undefined && value !== undefined && value > modelMax
  const said = beyond ? <span className="text-caution">{words.modelLimit(modelMax)}</span> : row.note
  const named = editor.named && (
    <>
      {editor.named.map((one) => (
        <button
          key={one.value}
          type="button"
          aria-pressed={value === one.value}
          disabled={row.locked}
          onClick={() => onChange(one.value)}
          className="-my-2 flex h-11 min-w-6 cursor-pointer items-center justify-center rounded-chip px-0.5 text-soft underline decoration-edge underline-offset-2 hover:text-ink aria-pressed:text-ink aria-pressed:no-underline narrow:my-0 narrow:h-6"
        >
          {one.title}
        </button>
      ))}
    </>
  )
  return (
    <Row
      {...row}
      touched={touched}
      fallback={usual === undefined ? undefined : figure(usual)}
      onUseDefault={() => onChange(undefined)}
      note={
        (said || named) && (
          <>
            {said}
            {named}
          </>
        )
      }
      refusal={number.problem && `${number.problem} ${sent}`}
    >
      {(saidId) => (
        <>
          {editor.kind === 'slider' && (
            <Slider
              label={title}
              value={Math.max(editor.sliderMin ?? editor.min, value ?? usual ?? editor.min)}
              min={editor.sliderMin ?? editor.min}
              max={editor.sliderMax ?? editor.max}
              step={editor.step}
              touched={touched}
              defaultValue={
                usual !== undefined && usual >= (editor.sliderMin ?? editor.min) ? usual : undefined
              }
              valueText={touched ? undefined : usual === undefined ? 'default' : `default, ${figure(usual)}`}
              describedBy={saidId}
              onChange={onChange}
            />
          )}
          <div
            className={`ml-auto shrink-0 ${editor.max > 1000 && (editor.kind === 'number' || editor.named) ? 'w-22' : 'w-16'}`}
          >
            <NumberField number={number} aria-describedby={saidId} />
          </div>
        </>
      )}
    </Row>
  )
}
