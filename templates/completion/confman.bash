# bash completion for confman. To have it in every shell:
#   confman completion bash > ~/.local/share/bash-completion/completions/confman
# or, without the package bash-completion, in ~/.bashrc:
#   source <(confman completion bash)

_confman() {
  local cur line out word joined= directive=0
  local -a words
  words=()
  # Bash takes --format=json for three words.
  for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ ${#words[@]} -gt 0 && ( $word == = || -n $joined ) ]]; then
      words[${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    if [[ $word == = ]]; then joined=1; else joined=; fi
  done
  cur=${words[${#words[@]}-1]}
  COMPREPLY=()
  out=$(confman complete -- "${words[@]}" 2>/dev/null) || return 0
  while IFS= read -r line; do
    if [[ $line == :* ]]; then
      directive=${line#:}
    elif [[ $cur == *=* && $COMP_WORDBREAKS == *=* ]]; then
      line=${line%%$'\t'*}
      COMPREPLY+=("${line#*=}")
    elif [[ -n $line ]]; then
      COMPREPLY+=("${line%%$'\t'*}")
    fi
  done <<< "$out"
  # Bash 3 cannot be told: there a space follows always, and file names are offered where nothing else fits.
  if type compopt > /dev/null 2>&1; then
    if (( directive & 2 )); then compopt -o nospace 2> /dev/null; fi
    if (( directive & 4 )); then compopt +o default 2> /dev/null; fi
    if (( directive & 16 )); then compopt +o default -o dirnames 2> /dev/null; fi
  fi
  return 0
}
complete -o default -F _confman confman
