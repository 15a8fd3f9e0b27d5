/** What the common errors of Python, JavaScript and Java mean, and where to look first. */

export interface Meaning {
  /** Tried on "Type: message"; groups are put in the place of $1, $2. */
  pattern: RegExp
  meaning: string
  check: readonly string[]
}

export const meanings: readonly Meaning[] = [
  {
    pattern:
      /^TypeError: Cannot read propert(?:y|ies) (?:of (?:undefined|null) \(reading '([^']+)'\)|'([^']+)' of (?:undefined|null))/,
    meaning: 'The value before `.$1` is `undefined` or `null`, so it has no property `$1`.',
    check: [
      'where that value is set, and whether this line can run before it',
      'whether the data has the shape that the code expects',
      'a guard: `?.`, a default value, or an early return',
    ],
  },
  {
    pattern: /^TypeError: Cannot set propert(?:y|ies) of (?:undefined|null) \(setting '([^']+)'\)/,
    meaning: 'The object that `$1` should be written to is `undefined` or `null`.',
    check: ['where the object is made', 'whether a lookup found nothing'],
  },
  {
    pattern: /^TypeError: (?:Cannot destructure property '([^']+)')/,
    meaning: 'The value that `$1` is taken out of is `undefined` or `null`.',
    check: ['whether the argument is passed', 'a default: `({ $1 } = {})`'],
  },
  {
    pattern: /^TypeError: (\S+) is not a function/,
    meaning: '`$1` exists or is `undefined`, but it is no function, and it is called like one.',
    check: [
      'the spelling of the name',
      'whether it is imported as it is exported: default or named',
      'whether something of the same name hides it',
    ],
  },
  {
    pattern: /^TypeError: (\S+) is not iterable/,
    meaning: '`$1` is used in a loop, a spread or a destructuring, and is no list.',
    check: ['whether it is an object that needs `Object.entries`', 'whether it is still `undefined`'],
  },
  {
    pattern: /^TypeError: Assignment to constant variable/,
    meaning: 'A `const` is assigned a second time.',
    check: ['whether `let` is meant', 'whether two names are confused'],
  },
  {
    pattern: /^TypeError: Failed to fetch/,
    meaning: 'The request never got an answer: no network, a wrong address, or CORS.',
    check: ['the address', 'the network tab of the browser', 'the CORS headers of the server'],
  },
  {
    pattern: /^ReferenceError: (\S+) is not defined/,
    meaning: 'No variable `$1` can be seen from here.',
    check: ['the spelling', 'a missing import', 'whether it is declared in another scope'],
  },
  {
    pattern: /^ReferenceError: Cannot access '([^']+)' before initialization/,
    meaning: '`$1` is used above the line that declares it.',
    check: ['the order of the lines', 'a circle of imports'],
  },
  {
    pattern: /^SyntaxError: Unexpected token '?(.+?)'?(?: in JSON.*|, .* is not valid JSON)?$/,
    meaning:
      'The parser met `$1` where the grammar allows something else; with JSON it is often a page of HTML that begins with `<`.',
    check: ['the characters just before', 'what the server really sent'],
  },
  {
    pattern: /^RangeError: Maximum call stack size exceeded/,
    meaning: 'Functions call each other without an end, until the stack is full.',
    check: ['the case that should end the recursion', 'a setter or an effect that triggers itself'],
  },
  {
    pattern: /^RangeError: Invalid array length/,
    meaning: 'An array was to get a negative, fractional or huge length.',
    check: ['the number that the length is computed from'],
  },
  {
    pattern: /^Error: Cannot find module '([^']+)'/,
    meaning: 'No module `$1` was found from this file.',
    check: ['whether it is installed', 'the path and the extension', 'upper and lower case in the name'],
  },
  {
    pattern: /^Error: (?:connect )?ECONNREFUSED ?(\S*)/,
    meaning: 'Nothing listens at $1.',
    check: ['whether the server runs', 'host and port'],
  },
  {
    pattern: /^Error: ENOENT: no such file or directory/,
    meaning: 'The file or folder is not there.',
    check: ['the path, and the folder that it starts from', 'upper and lower case in the name'],
  },
  {
    pattern: /^KeyError: (.+)/,
    meaning: 'The dictionary has no key $1.',
    check: [
      'which keys it has: print `d.keys()`',
      'type and spelling: `1` and `"1"` are two keys',
      '`d.get(key, default)` where a missing one is normal',
    ],
  },
  {
    pattern: /^IndexError: (?:list|tuple|string) index out of range/,
    meaning: 'The index is beyond the end of the sequence.',
    check: ['its length at that moment', 'off by one: the last index is `len(x) - 1`', 'an empty list'],
  },
  {
    pattern: /^AttributeError: 'NoneType' object has no attribute '([^']+)'/,
    meaning: 'The value before `.$1` is `None`.',
    check: [
      'which call returned `None`',
      'a method that changes in place and returns nothing, as `list.sort()`',
    ],
  },
  {
    pattern: /^AttributeError: '([^']+)' object has no attribute '([^']+)'/,
    meaning: 'An object of type `$1` has no `$2`.',
    check: ['the spelling of `$2`', 'whether the object is of the type that you expect'],
  },
  {
    pattern: /^AttributeError: (?:partially initialized )?module '([^']+)' has no attribute '([^']+)'/,
    meaning: 'The module `$1` has no `$2`.',
    check: ['whether a file of your own is called `$1.py` and hides it', 'the version that is installed'],
  },
  {
    pattern: /^(?:ModuleNotFoundError|ImportError): No module named '?([^']+)'?/,
    meaning: 'Python finds no module `$1`.',
    check: [
      'whether it is installed in this environment: `pip show $1`',
      'which Python runs: `python -m site`',
      'a folder without the expected name',
    ],
  },
  {
    pattern: /^ImportError: cannot import name '([^']+)' from '([^']+)'/,
    meaning: '`$2` has no `$1` to import.',
    check: ['the spelling', 'two modules that import each other', 'the version that is installed'],
  },
  {
    pattern: /^NameError: name '([^']+)' is not defined/,
    meaning: 'No name `$1` can be seen from here.',
    check: ['the spelling', 'a missing import', 'whether it is set inside another function'],
  },
  {
    pattern: /^UnboundLocalError: .*'([^']+)'/,
    meaning: '`$1` is assigned in this function, so it is local, and it is read before that.',
    check: ['`global` or `nonlocal`, or another name', 'a branch that does not set it'],
  },
  {
    pattern: /^TypeError: unsupported operand type\(s\) for (\S+): '([^']+)' and '([^']+)'/,
    meaning: '`$1` has no meaning between a `$2` and a `$3`.',
    check: ['which of the two is not what you expect', 'a conversion: `int(...)`, `str(...)`'],
  },
  {
    pattern: /^TypeError: can only concatenate str \(not "([^"]+)"\) to str/,
    meaning: 'A text and a `$1` are joined with `+`.',
    check: ['`str(...)` or an f-string'],
  },
  {
    pattern: /^TypeError: '([^']+)' object is not (subscriptable|callable|iterable)/,
    meaning: 'A value of type `$1` is used as if it were $2.',
    check: [
      'what the value is at that moment: print `type(x)`',
      'a name that hides a function, as `list = [...]`',
    ],
  },
  {
    pattern: /^TypeError: (\S+)\(\) (?:missing|takes|got an unexpected)/,
    meaning: '`$1()` is called with other arguments than it declares.',
    check: ['its signature', 'a forgotten `self`', 'the names of keyword arguments'],
  },
  {
    pattern: /^ValueError: invalid literal for int\(\) with base \d+: (.+)/,
    meaning: '$1 is no whole number.',
    check: ['spaces, signs and decimal points in the input', 'an empty string'],
  },
  {
    pattern: /^ValueError: (?:not enough values|too many values) to unpack/,
    meaning: 'The number of names at the left is not the number of values at the right.',
    check: ['what is unpacked: print it'],
  },
  {
    pattern: /^ZeroDivisionError/,
    meaning: 'Something is divided by zero.',
    check: ['where the divisor comes from', 'an empty list whose length divides'],
  },
  {
    pattern: /^FileNotFoundError.*?'([^']+)'/,
    meaning: 'There is no file `$1`, seen from the folder the program runs in.',
    check: ['the working directory: `os.getcwd()`', 'the spelling of the path'],
  },
  {
    pattern: /^RecursionError/,
    meaning: 'A function calls itself without an end.',
    check: ['the case that should end it'],
  },
  {
    pattern: /^(?:IndentationError|TabError)/,
    meaning: 'The lines of a block do not begin at the same column, or tabs and spaces are mixed.',
    check: ['the line named, and the one before it'],
  },
  {
    pattern: /^UnicodeDecodeError/,
    meaning: 'Bytes are read as text in an encoding that they are not in.',
    check: ['`encoding="utf-8"` when opening', 'what wrote the file'],
  },
  {
    pattern: /^json\.decoder\.JSONDecodeError|^JSONDecodeError/,
    meaning: 'The text is no JSON, often because it is empty or a page of HTML.',
    check: ['print the text before parsing', 'the status of the response'],
  },
  {
    pattern: /^(?:java\.lang\.)?NullPointerException(?:.*because "([^"]+)" is null)?/,
    meaning: 'A method or field of `null` is used.',
    check: [
      'which variable of that line is `null`',
      'where it should have been set',
      '`Objects.requireNonNull` at the boundary',
    ],
  },
  {
    pattern: /^(?:java\.lang\.)?(?:Array|String)?IndexOutOfBoundsException.*?[Ii]ndex:? ?(-?\d+)/,
    meaning: 'Index $1 is outside the list or array.',
    check: ['the length at that moment', '`<=` where `<` is meant'],
  },
  {
    pattern: /^(?:java\.lang\.)?ClassCastException/,
    meaning: 'An object is cast to a type that it is not of.',
    check: ['the real type: `getClass()`', 'generics without a type argument'],
  },
  {
    pattern: /^(?:java\.lang\.)?NumberFormatException: For input string: (.+)/,
    meaning: '$1 is no number.',
    check: ['spaces and separators', 'an empty field'],
  },
  {
    pattern: /^(?:java\.lang\.)?(?:ClassNotFoundException|NoClassDefFoundError): (\S+)/,
    meaning: 'The class `$1` is not on the class path at run time.',
    check: ['the dependency and its scope', 'two versions of one library'],
  },
  {
    pattern: /^(?:java\.lang\.)?ArithmeticException: \/ by zero/,
    meaning: 'A whole number is divided by zero.',
    check: ['where the divisor comes from'],
  },
  {
    pattern: /^(?:java\.util\.)?ConcurrentModificationException/,
    meaning: 'A collection is changed while a loop goes over it.',
    check: ['`removeIf`, or the iterator’s own `remove`'],
  },
  {
    pattern: /^(?:java\.util\.)?NoSuchElementException/,
    meaning: 'An element is taken from something empty.',
    check: ['`hasNext()` or `isPresent()` before'],
  },
  {
    pattern: /^(?:java\.lang\.)?StackOverflowError/,
    meaning: 'Methods call each other without an end.',
    check: ['the case that should end the recursion'],
  },
  {
    pattern: /^(?:java\.lang\.)?OutOfMemoryError/,
    meaning: 'The heap is full.',
    check: ['what grows without a limit', '`-Xmx`'],
  },
  {
    pattern: /^(?:java\.lang\.)?Illegal(?:Argument|State)Exception/,
    meaning: 'The code called says itself that it must not be called so: its message is the reason.',
    check: ['the message', 'the documentation of the method at the top of the trace'],
  },
]
