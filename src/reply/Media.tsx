import { useMemo, useRef, useState } from 'react'
import { giveAsInput, useTakesInput } from '../compose/asInput.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { size } from '../ui/figures.ts'
import { pcmSeconds, shownMedia } from './media.ts'
import { words } from './words.ts'
import type { ReactNode } from 'react'
import type { ShownMedia } from './media.ts'
import type { Blob as InlineBlob } from '../gemini/types.ts'

interface Props {
  data: InlineBlob
  number: number
}

/** An image the model made: shown from the data itself, enlarged on a click, saved by a link. */
export function GeneratedImage({ data, number }: Props) {
  const shown = useMemo(() => shownMedia(data), [data])
  const [large, setLarge] = useState(false)
  const [pixels, setPixels] = useState('')
  const [broken, setBroken] = useState(false)
  const takesInput = useTakesInput()
  const name = `Generated image ${number}`
  if (!shown || broken) return <Unreadable name={name} mimeType={data.mimeType} />
  return (
    <figure className="flex flex-col items-start gap-1">
      <img
        src={shown.url}
        alt={name}
        onLoad={({ currentTarget: image }) => setPixels(`${image.naturalWidth} × ${image.naturalHeight} · `)}
        onError={() => setBroken(true)}
        className="max-h-96 max-w-full rounded-chip border border-line"
      />
      <Caption name={name} shown={shown} number={number} kind="image">
        {pixels}
        {size(shown.bytes)} · <span className="font-mono">{data.mimeType}</span>
        <Button
          size={24}
          aria-label={`Enlarge image ${number}`}
          icon={<Icon name="search" size={14} />}
          onClick={() => setLarge(true)}
        >
          Enlarge
        </Button>
        {takesInput && (
          <Button
            size={24}
            icon={<Icon name="plus" size={14} />}
            onClick={() => giveAsInput(fileOf(shown, `image-${number}`))}
          >
            Use image {number} as input
          </Button>
        )}
      </Caption>
      <Dialog title={name} open={large} onClose={() => setLarge(false)} width={1280}>
        <img
          src={shown.url}
          alt=""
          className="mx-auto max-h-[min(calc(100dvh-216px),calc(86dvh-88px))] max-w-full"
        />
      </Dialog>
    </figure>
  )
}

const fileOf = ({ blob, ending }: ShownMedia, name: string) =>
  new File([blob], `${name}.${ending}`, { type: blob.type })

interface SoundProps {
  sounds: readonly InlineBlob[]
  number: number
  /** More of it may come. */
  live: boolean
}

/** Audio the model made: one player, once all of it is here. */
export function GeneratedAudio({ sounds, number, live }: SoundProps) {
  const name = `Generated audio ${number}`
  const sofar = live ? pcmSeconds(sounds) : null
  if (sofar === null) return <Player name={name} sounds={sounds} number={number} />
  return (
    <div role="group" aria-label={name} className="flex min-h-13 items-center text-label text-mute">
      {words.audioSoFar(name, sofar.toFixed(1))}
    </div>
  )
}

/** The browser's own player; headerless PCM gets the header it lacks. */
function Player({ name, sounds, number }: Omit<SoundProps, 'live'> & { name: string }) {
  const shown = useMemo(() => shownMedia(...sounds), [sounds])
  const player = useRef<HTMLAudioElement>(null)
  const [length, setLength] = useState('')
  const [playing, setPlaying] = useState(false)
  const [broken, setBroken] = useState(false)
  const mimeType = sounds[0]?.mimeType ?? ''
  if (!shown || broken) return <Unreadable name={name} mimeType={mimeType} />
  const toggle = () => {
    const { current: audio } = player
    if (!audio) return
    if (playing) audio.pause()
    else
      audio.play().catch(({ name: why }: DOMException) => {
        // Anything else is a pause that came before the first sound.
        if (why === 'NotSupportedError') setBroken(true)
      })
  }
  return (
    <div role="group" aria-label={name} className="flex flex-col items-start gap-1">
      {/* No captions exist for what a model just said; the answer's text, where there is one, stands beside it. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <audio
        ref={player}
        controls
        src={shown.url}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onError={() => setBroken(true)}
        onLoadedMetadata={({ currentTarget: { duration } }) =>
          setLength(Number.isFinite(duration) ? `${duration.toFixed(1)} s · ` : '')
        }
        className="w-full max-w-105"
      />
      <Caption name={name} shown={shown} number={number} kind="audio">
        {length}
        {size(shown.bytes)} · <span className="font-mono">{mimeType}</span>
        <Button
          size={24}
          aria-label={`${playing ? 'Pause' : 'Play'} ${name}`}
          icon={<Icon name={playing ? 'pause' : 'play'} size={14} />}
          onClick={toggle}
        >
          {playing ? 'Pause' : 'Play'}
        </Button>
      </Caption>
    </div>
  )
}

function Caption({
  name,
  shown,
  number,
  kind,
  children,
}: {
  name: string
  shown: ShownMedia
  number: number
  kind: string
  children: ReactNode
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-label text-mute">
      {name} · {children}
      <a
        href={shown.url}
        download={`${kind}-${number}.${shown.ending}`}
        className="inline-flex h-11 items-center gap-1.5 rounded-control px-2 text-soft hover:bg-hover hover:text-ink narrow:h-6"
      >
        <Icon name="download" size={14} />
        Download
      </a>
    </div>
  )
}

/** What claims to be media and is not: said, not hidden. Its bytes are in the Inspector. */
function Unreadable({ name, mimeType }: { name: string; mimeType: string }) {
  return (
    <div role="group" aria-label={name} className="border-l-2 border-fail pl-3 text-ui text-soft">
      {words.unreadable.before(name)}
      <span className="font-mono text-label">{mimeType}</span>
      {words.unreadable.after}
    </div>
  )
}
