import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { copyIcons, copyWords, useCopy } from './useCopy.ts'
import type { ButtonProps } from './Button.tsx'

interface Props extends Omit<ButtonProps, 'icon' | 'children' | 'onClick'> {
  /** Called on the click, so that the text need not exist before. */
  text: () => string
  /** The same for programs that take more than plain text. Where it cannot be had the text goes alone. */
  html?: () => string | Promise<string>
  label?: string
  /** Where the container is narrow the icon stands for the words. */
  folds?: boolean
}

/** Puts text on the clipboard. The icon says for two seconds whether that went well; the name stays. */
export function CopyButton({ text, html, label = 'Copy', folds = false, ...button }: Props) {
  const { outcome, copy } = useCopy()
  const went = outcome?.went
  return (
    <>
      <Button
        {...button}
        title={went === 'refused' ? copyWords.refused : undefined}
        icon={<Icon name={went ? copyIcons[went] : 'copy'} />}
        onClick={() => copy(text(), html)}
      >
        <span className={folds ? 'sr-only @md:not-sr-only' : undefined}>{label}</span>
      </Button>
      <span role="status" className="sr-only">
        {went && copyWords[went]}
      </span>
    </>
  )
}
