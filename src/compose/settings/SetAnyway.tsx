interface Props {
  title: string
  onPress: () => void
}

/** On line 2 of a row that the model makes nothing of: the rules may be older than the model. */
export function SetAnyway({ title, onPress }: Props) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="-my-2 flex h-11 cursor-pointer items-center rounded-chip whitespace-nowrap text-soft underline decoration-edge underline-offset-2 hover:text-ink narrow:my-0 narrow:h-4"
    >
      <span>
        Set <span className="sr-only">{title} </span>anyway
      </span>
    </button>
  )
}
