# fish completion for confman. To have it in every shell:
#   confman completion fish > ~/.config/fish/completions/confman.fish

function __confman_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l directive 0
    set -l found 0
    for line in (confman complete -- $words[2..-1] "$current" 2>/dev/null)
        if string match -q ':*' -- $line
            set directive (string sub -s 2 -- $line)
        else if test -n "$line"
            printf '%s\n' $line
            set found 1
        end
    end
    if test $found -eq 0
        if test $directive -eq 16
            __fish_complete_directories "$current" ''
        else if test $directive -eq 0
            __fish_complete_path "$current"
        end
    end
end

complete -c confman -e
complete -c confman -f -a '(__confman_complete)'
