"""The script that teaches a shell to complete photosearch's commands: bash, zsh, fish and PowerShell.

Each shell documents its own way: programmable completion in bash's manual, ``compsys`` in zsh's, ``complete`` in
fish's, ``Register-ArgumentCompleter`` in PowerShell's. The scripts are whole: no shell starts photosearch to complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from photosearch.cli.shells.words import Option, Takes, Word

_NAME: Final = "photosearch"


def bash(program: Word) -> str:
    """For ``~/.bashrc`` or ``~/.local/share/bash-completion/completions/photosearch``."""
    words = list(program.walk())
    known = "|".join(f"'{' '.join(word.path)}'" for word in words if word.path)
    cases = [f"'{' '.join(word.path)}') words='{' '.join(_offered(word))}'; kind='{_kind(word)}' ;;" for word in words]
    values = [
        f"'{asked}') words='{' '.join(option.choices)}'; kind='{option.takes.value}' ;;"
        for asked, option in _asking_a_value(words)
    ]
    return _BASH.format(known=known, cases=_indented(cases, 8), values=_indented(values, 8))


def zsh(program: Word) -> str:
    """For a file ``_photosearch`` in a folder of zsh's ``fpath``, or to be read in ``~/.zshrc``."""
    words = list(program.walk())
    known = "|".join(_zsh_quoted(" ".join(word.path)) for word in words if word.path)
    cases = []
    for word in words:
        told = [_zsh_told(action.path[-1], action.help) for action in word.actions]
        told += [_zsh_told(flag, option.help) for option in word.options for flag in _long(option)]
        kind = f"; kind={_kind(word)}"
        cases.append(f"{_zsh_quoted(' '.join(word.path))}) told=({' '.join(told)}){kind} ;;")
    values = [
        f"{_zsh_quoted(asked)}) told=({' '.join(option.choices)}); kind={option.takes.value}; is_value=1 ;;"
        for asked, option in _asking_a_value(words)
    ]
    return _ZSH.format(known=known, cases=_indented(cases, 4), values=_indented(values, 4))


def fish(program: Word) -> str:
    """For ``~/.config/fish/completions/photosearch.fish``."""
    lines = [f"complete -c {_NAME} -f"]
    for word in program.walk():
        here = f'-n "{_fish_condition(word)}"'
        for action in word.actions:
            lines.append(f"complete -c {_NAME} {here} -a {action.path[-1]} -d {_fish_quoted(action.help)}")
        for option in word.options:
            flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags)
            takes = {Takes.NOTHING: "", Takes.WORDS: " -x", Takes.FILE: " -rF", Takes.FOLDER: " -rF"}[option.takes]
            values = f" -a {_fish_quoted(' '.join(option.choices))}" if option.choices else ""
            lines.append(f"complete -c {_NAME} {here} {flags}{takes}{values} -d {_fish_quoted(option.help)}")
        if _kind(word) != "words" and not word.actions:
            lines.append(f"complete -c {_NAME} {here} -F")
    return "\n".join(lines) + "\n"


def powershell(program: Word) -> str:
    """For the file that ``$PROFILE`` names."""
    words = list(program.walk())
    offered = [f"{_ps_quoted(' '.join(word.path))} = {_ps_list(_offered(word))}" for word in words]
    values = [f"{_ps_quoted(asked)} = {_ps_list(option.choices)}" for asked, option in _asking_a_value(words)]
    return _POWERSHELL.format(offered=_indented(offered, 8), values=_indented(values, 8))


SCRIPTS: Final[Mapping[str, Callable[[Word], str]]] = {"bash": bash, "zsh": zsh, "fish": fish, "powershell": powershell}
"""The script of each shell."""


def _offered(word: Word) -> Iterable[str]:
    names = [action.path[-1] for action in word.actions]
    choices = [choice for argument in word.arguments for choice in argument.choices]
    return [*names, *choices, *(flag for option in word.options for flag in _long(option))]


def _long(option: Option) -> tuple[str, ...]:
    return tuple(flag for flag in option.flags if flag.startswith("--")) or option.flags


def _kind(word: Word) -> str:
    """What a command's arguments are: a file if one of them is."""
    kinds = [argument.takes for argument in word.arguments]
    return next((takes.value for takes in (Takes.FILE, Takes.FOLDER) if takes in kinds), Takes.WORDS.value)


def _asking_a_value(words: Iterable[Word]) -> Iterator[tuple[str, Option]]:
    """Every flag that a value follows, behind the words that lead to it: ``model install --file``."""
    for word in words:
        for option in word.options:
            if option.takes is not Takes.NOTHING:
                yield from ((" ".join((*word.path, flag)), option) for flag in option.flags)


def _indented(lines: Iterable[str], columns: int) -> str:
    return "\n".join(" " * columns + line for line in lines)


def _zsh_quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _zsh_told(word: str, about: str) -> str:
    """``word:what it does``, as ``_describe`` takes it."""
    return _zsh_quoted(f"{word}:{about}" if about else word)


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _fish_condition(word: Word) -> str:
    if not word.path:
        return "__fish_use_subcommand"
    seen = "; and ".join(f"__fish_seen_subcommand_from {name}" for name in word.path)
    below = " ".join(action.path[-1] for action in word.actions)
    return f"{seen}; and not __fish_seen_subcommand_from {below}" if below else seen


def _ps_quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _ps_list(words: Iterable[str]) -> str:
    return "@(" + ", ".join(map(_ps_quoted, words)) + ")"


_BASH: Final = """\
# photosearch completions bash
_photosearch() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} path= words= kind= word next i
    if [[ $current == "=" ]]; then
        current=
    elif [[ $previous == "=" ]]; then
        previous=${{COMP_WORDS[COMP_CWORD - 2]}}
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        next=${{path:+$path }}${{COMP_WORDS[i]}}
        case $next in
        {known}) path=$next ;;
        esac
    done
    case "${{path:+$path }}$previous" in
{values}
    *)
        case $path in
{cases}
        esac
        [[ $current == -* ]] && kind=words
        ;;
    esac
    COMPREPLY=()
    local IFS=$'\\n'
    [[ -n $words ]] && COMPREPLY=($(compgen -W "${{words// /$IFS}}" -- "$current"))
    case $kind in
    file) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$current")) ;;
    folder) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -d -- "$current")) ;;
    esac
}}
complete -F _photosearch photosearch
"""

_ZSH: Final = """\
#compdef photosearch
_photosearch() {{
    local here= next= kind= is_value= i
    local -a told
    for ((i = 2; i < CURRENT; i++)); do
        next=${{here:+$here }}$words[i]
        case $next in
        {known}) here=$next ;;
        esac
    done
    case "${{here:+$here }}$words[CURRENT-1]" in
{values}
    esac
    if [[ -z $is_value ]]; then
    case $here in
{cases}
    esac
    fi
    (( $#told )) && _describe -o photosearch told
    case $kind in
    file) _files ;;
    folder) _files -/ ;;
    esac
}}
if [[ $funcstack[1] == _photosearch ]]; then
    _photosearch "$@"
else
    compdef _photosearch photosearch
fi
"""

_POWERSHELL: Final = """\
# photosearch completions powershell
Register-ArgumentCompleter -Native -CommandName photosearch -ScriptBlock {{
    param($wordToComplete, $commandAst, $cursorPosition)
    $offered = @{{
{offered}
    }}
    $values = @{{
{values}
    }}
    $path = ''
    $previous = ''
    $before = $commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object {{ $_.Extent.EndOffset -lt $cursorPosition }}
    foreach ($element in $before) {{
        $previous = $element.ToString()
        $next = "$path $previous".Trim()
        if ($offered.ContainsKey($next)) {{ $path = $next }}
    }}
    $asked = "$path $previous".Trim()
    $words = if ($values.ContainsKey($asked)) {{ $values[$asked] }} else {{ $offered[$path] }}
    $words | Where-Object {{ $_ -like "$wordToComplete*" }} | ForEach-Object {{
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }}
}}
"""
