import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { useTwoWays } from '../ui/useTwoWays.ts'

interface Props {
  name: string
  /** Absent at the ends of the list. */
  onEarlier: (() => void) | undefined
  onLater: (() => void) | undefined
}

/** Moves a part by one place. */
export function MoveButtons({ name, onEarlier, onLater }: Props) {
  const [earlier, later] = useTwoWays()
  return (
    <>
      <IconButton
        size={24}
        {...earlier}
        label={`Move ${name} earlier`}
        icon={<Icon name="chevron-up" />}
        disabled={!onEarlier}
        onClick={onEarlier}
      />
      <IconButton
        size={24}
        {...later}
        label={`Move ${name} later`}
        icon={<Icon name="chevron-down" />}
        disabled={!onLater}
        onClick={onLater}
      />
    </>
  )
}
