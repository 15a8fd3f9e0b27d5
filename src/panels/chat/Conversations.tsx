import { useState } from 'react'
import { deleteConversation, openConversation, rename, useChat } from '../../state/chat/chat.ts'
import { fieldLook } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Popup.tsx'
import { leaveList } from './view.ts'
import { isComposing } from '../../ui/isComposing.ts'
import { words } from './words.ts'
import type { Conversation } from '../../state/chat/records.ts'

/** The conversations of this browser, the last changed first. */
export function Conversations() {
  const conversations = useChat((state) => state.conversations)
  const loaded = useChat((state) => state.loaded)
  const [search, setSearch] = useState('')
  const [renaming, setRenaming] = useState<string | null>(null)
  const wanted = search.trim().toLocaleLowerCase()
  const found = wanted
    ? conversations.filter(({ title }) => title.toLocaleLowerCase().includes(wanted))
    : conversations
  return (
    <div className="absolute inset-y-0 left-0 z-3 flex w-full max-w-80 shrink-0 flex-col border-r border-line bg-panel shadow-over wide:static wide:w-60 wide:shadow-none">
      <div className="flex h-11 shrink-0 items-center gap-1 border-b border-line px-2 narrow:h-10">
        <input
          type="search"
          aria-label="Search conversations"
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          className={`h-9 min-w-0 flex-1 narrow:h-7 ${fieldLook}`}
        />
        <div className="wide:hidden">
          <IconButton label="Close conversations" icon={<Icon name="cross" />} onClick={leaveList} />
        </div>
      </div>
      <ul data-chooses aria-label="Conversations" className="min-h-0 shrink list-[''] overflow-y-auto py-1">
        {found.map((one) => (
          <li
            key={one.id}
            className="group/one flex min-h-11 items-center pr-1 hover:bg-hover narrow:min-h-8"
          >
            {renaming === one.id ? (
              <Rename conversation={one} onDone={() => setRenaming(null)} />
            ) : (
              <Row conversation={one} onRename={() => setRenaming(one.id)} />
            )}
          </li>
        ))}
      </ul>
      {found.length === 0 && loaded && (
        <p className="px-3 py-1 text-label text-mute">{wanted ? words.noMatch : words.noConversations}</p>
      )}
    </div>
  )
}

function Row({
  conversation: { id, title },
  onRename,
}: {
  conversation: Conversation
  onRename: () => void
}) {
  const current = useChat((state) => state.current.id === id)
  const live = useChat((state) => state.live.has(id))
  return (
    <>
      <button
        type="button"
        aria-current={current}
        title={title}
        onClick={() => {
          void openConversation(id)
          leaveList()
        }}
        className={`flex min-h-11 min-w-0 flex-1 cursor-pointer items-center gap-1.5 border-l-2 px-2.5 text-left narrow:min-h-8 ${
          current ? 'border-accent font-semibold text-ink' : 'border-transparent text-soft'
        }`}
      >
        <span className="truncate">{title}</span>
        {live && <Icon name="streaming" size={12} />}
      </button>
      <div className="pointer-fine:opacity-0 pointer-fine:group-focus-within/one:opacity-100 pointer-fine:group-hover/one:opacity-100">
        <Menu label={`More for ${title}`} icon={<Icon name="more" />}>
          <MenuItem icon={<Icon name="edit" />} onClick={onRename}>
            Rename
          </MenuItem>
          <MenuItem icon={<Icon name="trash" />} onClick={() => void deleteConversation(id)}>
            Delete conversation
          </MenuItem>
        </Menu>
      </div>
    </>
  )
}

function Rename({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const [title, setTitle] = useState(conversation.title)
  const save = () => {
    if (title !== conversation.title) void rename(conversation.id, title)
    onDone()
  }
  return (
    <input
      ref={(field) => field?.focus()}
      aria-label="Conversation name"
      value={title}
      maxLength={200}
      onChange={(event) => setTitle(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (isComposing(event)) return
        if (event.key === 'Enter') save()
        else if (event.key === 'Escape') {
          event.preventDefault()
          onDone()
        }
      }}
      className={`mx-1 h-9 min-w-0 flex-1 narrow:h-7 ${fieldLook}`}
    />
  )
}
